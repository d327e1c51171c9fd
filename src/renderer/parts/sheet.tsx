import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { classes } from './classes.tsx'
import styles from './sheet.module.css'

type SheetProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly foot?: ReactNode
  readonly headEnd?: ReactNode
  readonly wide?: boolean
  /** For what has an axis of its own. */
  readonly vast?: boolean
  /** A question that must be answered: neither Esc nor a press beside it closes it without an answer. */
  readonly mustAnswer?: boolean
}

/** A dialog over the screen. Focus goes in, stays in, and comes back to where it was. */
export const Sheet = (props: SheetProps) => (
  <ModalOverlay
    className={classes(styles.scrim)}
    isOpen={props.isOpen}
    onOpenChange={open => (open ? undefined : props.onClose())}
    isDismissable={!props.mustAnswer}
    isKeyboardDismissDisabled={props.mustAnswer ?? false}
  >
    <Modal className={classes(styles.modal, props.wide && styles.wide, props.vast && styles.vast)}>
      <Dialog className={classes(styles.sheet)} role={props.mustAnswer ? 'alertdialog' : 'dialog'}>
        <div className={classes(styles.head)}>
          <Heading slot="title" className={classes(styles.title)}>
            {props.title}
          </Heading>
          {props.headEnd}
        </div>
        <div className={classes(styles.body)}>{props.children}</div>
        {props.foot ? <div className={classes(styles.foot)}>{props.foot}</div> : null}
      </Dialog>
    </Modal>
  </ModalOverlay>
)
