# An organizer who uses everything pretix allows, for the suite beside this file. Fed to `python -m pretix shell`; prints one line "AWKWARD {json}".
# AWKWARD_ORGANIZER names it (default "dziwny"); where it exists already, it is left as it is and a fresh one gets a number behind its name.
# There is enough of everything for the suite to sell a hundred times. A product's internal name says what is awkward about it: by that name the suite knows it.
import json
import os
import random
from datetime import datetime, timedelta
from decimal import Decimal as D
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import (
    Device, Order, OrderFee, OrderPayment, OrderPosition, OrderRefund, Organizer, Team,
)
from pretix.base.models.devices import generate_api_token
from pretix.base.secrets import assign_ticket_secret
from pretix.base.services.seating import generate_seats

chance = random.Random()
CODE, SECRET = "ABCDEFGHJKLMNPQRSTUVWXYZ3789", "abcdefghjkmnpqrstuvwxyz23456789"
GERMAN = {"de": "Nur auf Deutsch: Straßenkünstler & Söhne"}
WILD = {"de": '<b>Stehplatz</b> 🎸 & "laut" <script>alert(1)</script> 👨‍👩‍👧 Zażółć', "pl": "Stojące 🎸 <i>głośno</i> & „razem”"}
LONG = {"de": "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 5 + "Ende"}


def text_of(length, letters):
    return "".join(chance.choices(letters, k=length))


class Show:
    """One event and what is put on sale there."""

    def __init__(self, organizer, slug, name, days, currency="EUR", zone="Europe/Berlin", languages=("de",), **more):
        start = (now() + timedelta(days=days)).astimezone(ZoneInfo(zone)).replace(hour=20, minute=0, second=0, microsecond=0)
        more = {"date_from": start, "live": True, "is_public": True, **more}
        self.event = organizer.events.create(
            name=name, slug=slug, currency=currency, plugins="pretix.plugins.ticketoutputpdf", **more)
        self.event.set_defaults()
        self.event.settings.locales = list(languages)
        self.event.settings.locale = languages[0]
        self.event.settings.timezone = zone
        self.event.checkin_lists.create(name="Tor", all_products=True)
        self.taxes = {}

    def tax(self, rate, **more):
        key = (rate, *more.items())
        if key not in self.taxes:
            self.taxes[key] = self.event.tax_rules.create(name={"de": f"USt {rate}"}, rate=D(rate), **more)
        return self.taxes[key]

    def product(self, handle, price, name=None, tax=None, quota=1000, admission=True, **more):
        item = self.event.items.create(
            name=name or {"de": handle}, internal_name=handle, default_price=D(price), admission=admission, personalized=False,
            tax_rule=tax, position=self.event.items.count(), **{**more})
        if quota != "none":
            self.quota(handle, quota, item)
        return item

    def quota(self, name, size, *products, variations=(), **more):
        quota = self.event.quotas.create(name=name, size=size, **more)
        quota.items.add(*products)
        quota.variations.add(*variations)
        return quota

    def order(self, status, lines, payments=(), refunds=(), fees=(), total=None, **more):
        """`lines`: (product, price, {position fields}); money of payments, refunds and fees as (text, state or type)."""
        total = total if total is not None else sum(
            (D(price) for _, price, extra in lines if not extra.get("canceled")), D(0)) + sum((D(value) for value, _ in fees), D(0))
        order = self.stored_order(status, lines, payments, refunds, fees, total, **more)
        order.create_transactions()
        return order

    def stored_order(self, status, lines, payments, refunds, fees, total, **more):
        when = now() - timedelta(days=3, seconds=chance.randrange(86400))
        fields = {"datetime": when, "expires": when + timedelta(days=14), "last_modified": when, **more}
        order = Order.objects.create(
            event=self.event, organizer=self.event.organizer, code=text_of(7, CODE), status=status, email="k@example.org", locale="de",
            total=D(total), sales_channel=self.event.organizer.sales_channels.get(identifier="web"), secret=text_of(16, SECRET), **fields)
        OrderPosition.all.bulk_create([self.position(order, number, *line) for number, line in enumerate(lines, 1)])
        for value, kind in fees:
            OrderFee.objects.create(order=order, fee_type=kind, value=D(value), tax_rate=D(0), tax_value=D(0), description=f"fee {kind}")
        for number, (amount, state) in enumerate(payments, 1):
            OrderPayment.objects.create(order=order, local_id=number, state=state, amount=D(amount), provider="manual", payment_date=when)
        for number, (amount, state) in enumerate(refunds, 1):
            OrderRefund.objects.create(order=order, local_id=number, state=state, amount=D(amount), provider="manual", source="admin")
        Order.objects.filter(pk=order.pk).update(datetime=fields["datetime"])
        return order

    def position(self, order, number, product, price, extra):
        rate = product.tax_rule.rate if product.tax_rule else D(0)
        taxed = product.tax_rule.tax(D(price), base_price_is="gross", currency=self.event.currency).tax if product.tax_rule else D(0)
        return OrderPosition(
            order=order, organizer=order.organizer, positionid=number, item=product, price=D(price), tax_rate=rate, tax_value=taxed,
            tax_rule=product.tax_rule, secret=text_of(32, SECRET), pseudonymization_id=text_of(10, CODE), **extra)


def everything(organizer):
    show = Show(organizer, "alles", WILD, 40, languages=("de", "de-informal"))
    vat = show.tax("19.00")
    show.product("plain", "25.00", WILD, vat)
    show.product("long-name", "12.50", LONG, show.tax("7.00"), description=LONG)
    show.product("third-rate", "9.99", GERMAN, show.tax("5.50"))
    show.product("no-tax-rule", "8.00")
    shared = [show.product(f"shared-{letter}", "10.00", tax=vat, quota="none") for letter in "ab"]
    show.quota("shared", 500, *shared)
    show.quota("shared again", None, shared[0])
    show.quota("closed", 50, show.product("closed-quota", "10.00", tax=vat, quota="none"), closed=True)
    show.product("unlimited", "10.00", tax=vat, quota=None)
    show.product("sold-out", "10.00", tax=vat, quota=0)
    show.product("no-quota", "10.00", tax=vat, quota="none")
    show.product("inactive", "10.00", tax=vat, active=False)
    show.product("hidden", "10.00", tax=vat, hide_without_voucher=True)
    show.product("voucher-only", "10.00", tax=vat, require_voucher=True)
    part = show.product("bundle-only", "5.00", tax=vat, require_bundling=True)
    bundle = show.product("bundle", "30.00", tax=vat)
    bundle.bundles.create(bundled_item=part, count=2, designated_price=D("3.00"))
    show.product("approval", "10.00", tax=vat, require_approval=True)
    show.product("net", "10.00", tax=show.tax("21.00", price_includes_tax=False))
    show.product("gift-card", "50.00", quota=None, admission=False, issue_giftcard=True)
    show.product("free-price", "10.00", tax=vat, free_price=True)
    show.product("free", "0.00", tax=vat)
    show.product("valid-hours", "10.00", tax=vat, validity_mode="dynamic", validity_dynamic_duration_hours=3, validity_dynamic_duration_minutes=30)
    show.product("valid-days", "10.00", tax=vat, validity_mode="dynamic", validity_dynamic_duration_days=3)
    show.product("valid-months", "10.00", tax=vat, validity_mode="dynamic", validity_dynamic_duration_months=4)
    show.product("valid-fixed", "10.00", tax=vat, validity_mode="fixed", validity_fixed_from=now(), validity_fixed_until=now() + timedelta(days=60))
    kind = organizer.membership_types.create(name={"de": "Mitglied"})
    member = show.product("member", "10.00", tax=vat, require_membership=True)
    member.require_membership_types.add(kind)
    show.product("grants-membership", "90.00", tax=vat, grant_membership_type=kind)
    show.product("medium", "10.00", tax=vat, media_policy="new", media_type="barcode")
    later, gone = now() + timedelta(days=5), now() - timedelta(days=5)
    show.product("not-yet", "10.00", tax=vat, available_from=later, available_from_mode="info")
    show.product("no-longer", "10.00", tax=vat, available_until=gone, available_until_mode="info")
    show.product("now", "10.00", tax=vat, available_from=gone, available_until=later)
    for handle, channel in [("other-channel", "web"), ("own-channel", "api.kasa")]:
        show.product(handle, "10.00", tax=vat, all_sales_channels=False).limit_sales_channels.add(organizer.sales_channels.get(identifier=channel))
    show.product("at-most-2", "10.00", tax=vat, max_per_order=2)
    show.product("at-least-3", "10.00", tax=vat, min_per_order=3)
    variations(show, vat)
    questions(show, vat)
    extras(show, vat)


def variations(show, vat):
    item = show.product("variations", "20.00", {"de": "Karte 🎫", "pl": "Bilet 🎫"}, vat, quota="none")
    kinds = {handle: item.variations.create(value={"de": handle}, default_price=price, position=place, **more) for place, (handle, price, more) in enumerate([
        ("inherits", None, {}), ("own-price", D("15.00"), {}), ("off", D("1.00"), {"active": False}), ("no-quota", D("2.00"), {}),
        ("hidden", D("3.00"), {"hide_without_voucher": True}), ("approval", D("4.00"), {"require_approval": True}),
        ("member", D("5.00"), {"require_membership": True}), ("later", D("6.00"), {"available_from": now() + timedelta(days=9)})])}
    show.quota("variations", 400, item, variations=[kind for handle, kind in kinds.items() if handle != "no-quota"])


def questions(show, vat):
    def ask(handle, kind="S", product=None, **more):
        product = product or show.product(handle, "10.00", tax=vat)
        question = show.event.questions.create(question={"de": f"{handle}?"}, type=kind, identifier=handle.upper(), **more)
        question.items.add(product)
        return product, question
    ask("asks", required=True)
    ask("asks-at-door", required=True, ask_during_checkin=True)
    ask("asks-hidden", required=True, hidden=True)
    product, first = ask("asks-dependent", kind="B", required=False)
    ask("asks-second", product=product, required=True, dependency_question=first, dependency_values=["True"])


def extras(show, vat):
    def category(name):
        return show.event.categories.create(name={"de": name}, is_addon=True, position=9)
    food, parking = category("Essen 🍲"), category("Parken")
    show.product("soup", "6.00", tax=vat, admission=False, category=food)
    show.product("bread", "2.00", tax=vat, admission=False, category=food)
    show.product("parking-off", "5.00", tax=vat, admission=False, category=parking, active=False)
    dinner = show.product("with-food", "40.00", tax=vat)
    dinner.addons.create(addon_category=food, min_count=2, max_count=3, price_included=True, multi_allowed=True)
    stuck = show.product("with-nothing", "40.00", tax=vat)
    stuck.addons.create(addon_category=parking, min_count=1, max_count=1)


def currencies(organizer):
    for slug, currency, zone, price, rate, days in [
        ("yen", "JPY", "Asia/Tokyo", "1500.00", "10.00", 30), ("dinar", "KWD", "Asia/Kuwait", "1.25", "5.00", 31),
        ("krone", "ISK", "Atlantic/Reykjavik", "1500.00", "24.00", 32), ("franken", "CHF", "Europe/Zurich", "19.95", "8.10", 33),
        ("dollar", "USD", "America/New_York", "49.99", "8.88", 34), ("rupie", "INR", "Asia/Kolkata", "499.00", "28.00", 35),
    ]:
        show = Show(organizer, slug, {"de": f"In {currency}", "en": f"In {currency}"}, days, currency, zone, ("en",))
        entry = show.product("entry", price, tax=show.tax(rate))
        show.product("free", "0.00", tax=show.tax(rate))
        show.product("valid-months", price, tax=show.tax(rate), validity_mode="dynamic", validity_dynamic_duration_months=6, validity_dynamic_duration_hours=2)
        show.order("p", [(entry, price, {}), (entry, price, {})], [(D(price) * 2, "confirmed")])
    # the night the clocks change: 2:30 comes twice in autumn and not at all in spring
    for slug, zone, moment in [("zegar-ny", "America/New_York", datetime(2027, 3, 14, 3, 30)), ("zegar-de", "Europe/Berlin", datetime(2027, 10, 31, 2, 30))]:
        show = Show(organizer, slug, {"en": "Clock change"}, 1, "EUR", zone, ("en",), date_from=moment.replace(tzinfo=ZoneInfo(zone)),
                    date_to=moment.replace(tzinfo=ZoneInfo(zone), fold=1) + timedelta(hours=1))
        show.product("entry", "10.00")


def series(organizer):
    show = Show(organizer, "seria", {"de": "Hundertzwanzig Abende"}, 1, has_subevents=True)
    vat = show.tax("7.00")
    entry = show.product("entry", "20.00", tax=vat, quota="none")
    kinds = show.product("kinds", "30.00", tax=vat, quota="none")
    grown, child = [kinds.variations.create(value={"de": name}, default_price=price, position=place)
                    for place, (name, price) in enumerate([("Voll", None), ("Kind", D("12.00"))])]
    for number in range(1, 121):
        date = show.event.subevents.create(
            name={"de": f"Abend {number}"} if number % 10 else {}, active=number != 13,
            date_from=(now() + timedelta(days=number)).replace(hour=18, minute=30, second=0, microsecond=0))
        show.quota("Saal", 800, entry, kinds, variations=[grown, child], subevent=date)
        if number % 7 == 0:
            date.subeventitem_set.create(item=entry, price=D("23.50"))
        if number == 77:
            date.subeventitem_set.create(item=kinds, price=D("33.00"))
            date.subeventitemvariation_set.create(variation=child, price=D("11.00"))
        if number == 50:
            date.subeventitem_set.create(item=entry, disabled=True)
        if number == 51:
            date.subeventitem_set.create(item=entry, available_from=now() + timedelta(days=2))
        if number == 78:
            seat_date(organizer, show, date, vat)
        if number in (1, 77):
            show.order("p", [(entry, "20.00", {"subevent": date}), (kinds, "12.00", {"subevent": date, "variation": child})], [("32.00", "confirmed")])


def seat_date(organizer, show, date, vat):
    seated = show.product("seated-once", "44.00", tax=vat, quota="none")
    show.quota("Plätze", 100, seated, subevent=date)
    plan = organizer.seating_plans.create(name="Ein Abend", layout=json.dumps(layout([zone("Loge", [row("1", 60, prefix="abend")])])))
    date.seating_plan = plan
    date.save()
    show.event.seat_category_mappings.create(product=seated, layout_category="Gut", subevent=date)
    generate_seats(show.event, date, plan, {"Gut": seated})


def row(name, seats, category="Gut", prefix="s", **more):
    return {"row_number": name, "position": {"x": 0, "y": 0}, "row_number_position": None, **more, "seats": [
        {"seat_guid": f"{prefix}-{name or 'x'}-{number}", "seat_number": str(number), "position": {"x": number * 10, "y": 0}, "category": category}
        for number in range(1, seats + 1)]}


def zone(name, rows, areas=()):
    return {"name": name, "position": {"x": 0, "y": 0}, "rows": rows, "areas": list(areas)}


def layout(zones):
    return {"name": "Odd", "categories": [{"name": "Gut", "color": "red"}, {"name": "Lose", "color": "blue"}, {"name": "Leer", "color": "grey"}],
            "zones": zones, "size": {"width": 600, "height": 400}}


def halls(organizer):
    area = {"shape": "rectangle", "color": "#fff", "border_color": "#000", "rotation": 0, "position": {"x": 0, "y": 0},
            "rectangle": {"width": 10, "height": 10}, "uuid": "a1"}
    zones = [
        zone("", [row("", 40, prefix="bez-nazw"), row("A", 30, prefix="pierwszy")]),
        zone("", [row("A", 30, prefix="drugi")]),  # the same nameless zone and row once more
        zone("Loge <b>&</b> 🎭 / 100%", [row("1", 40, prefix='dziwne "/?#%'), row("1", 3, prefix="podwojny")]),
        zone("Tische", [row("5", 40, prefix="stol", row_label="Tisch %s", seat_label="Stuhl %s")]),
        zone("Bez kategorii", [row("1", 3, category="Lose", prefix="luzem")]),
        zone("Nur Fläche", [], [area]),
    ]
    show = Show(organizer, "sala", {"de": "Seltsamer Saal"}, 50)
    seated = show.product("seated", "35.00", GERMAN, show.tax("7.00"))
    standing = show.product("standing", "15.00", tax=show.tax("7.00"))
    plan = organizer.seating_plans.create(name="Dziwny plan", layout=json.dumps(layout(zones)))
    show.event.seating_plan = plan
    show.event.save()
    show.event.seat_category_mappings.create(product=seated, layout_category="Gut")
    generate_seats(show.event, None, plan, {"Gut": seated}, blocked_guids=["pierwszy-A-3", "stol-5-4"])
    show.order("p", [(seated, "35.00", {"seat": show.event.seats.get(seat_guid="pierwszy-A-1")}), (standing, "15.00", {})], [("50.00", "confirmed")])
    empty = Show(organizer, "plac", {"de": "Nur Flächen"}, 51)
    empty.product("standing", "15.00")
    empty.event.seating_plan = organizer.seating_plans.create(name="Puste pola", layout=json.dumps(layout([zone("Wiese", [], [area])])))
    empty.event.save()


def states(organizer):
    modes = Show(organizer, "proba", {"de": "Probebetrieb"}, 20, testmode=True)
    entry = modes.product("entry", "10.00")
    for _ in range(3):
        modes.order("p", [(entry, "10.00", {})], [("10.00", "confirmed")], testmode=True)
    modes.order("p", [(entry, "10.00", {})], [("10.00", "confirmed")])
    Show(organizer, "szkic", {"de": "Noch nicht offen"}, 60, live=False).product("entry", "10.00")
    for slug, days in [("dawne", -60), ("wczoraj", -1)]:
        past = Show(organizer, slug, {"de": "Vorbei", "en": "Over"}, days, presale_end=now() + timedelta(days=days))
        past.order("p", [(past.product("entry", "10.00", tax=past.tax("19.00")), "10.00", {})], [("10.00", "confirmed")])
    closed = Show(organizer, "tylko-web", {"de": "Nur im Netz"}, 21, all_sales_channels=False)
    closed.event.limit_sales_channels.add(organizer.sales_channels.get(identifier="web"))
    closed.product("entry", "10.00")
    signed = Show(organizer, "podpisane", {"de": "Signiert"}, 22)
    signed.event.settings.ticket_secret_generator = "pretix_sig1"
    ticket = signed.product("entry", "10.00")
    order = signed.order("p", [(ticket, "10.00", {})], [("10.00", "confirmed")])
    for position in order.positions.all():  # the first signed ticket makes the keys that a till can see
        assign_ticket_secret(signed.event, position, force_invalidate=True, save=True)
    named = Show(organizer, "imienne", {"de": "Namen nötig"}, 23)
    named.event.settings.attendee_names_asked = True
    named.event.settings.attendee_names_required = True
    item = named.product("personal", "10.00")
    item.personalized = True
    item.save()
    named.product("not-personal", "10.00")
    named.product("thing", "10.00", admission=False)
    Show(organizer, "kropka.2027-a", {"de": ""}, 24).product("entry", "10.00")


def orders(organizer):
    show = Show(organizer, "zamowienia", {"de": "Bestellungen aller Art"}, 70)
    entry = show.product("entry", "20.00", tax=show.tax("19.00"), quota=5000)
    thing = show.product("thing", "7.50", tax=show.tax("7.00"), admission=False)
    free = show.product("free", "0.00")
    line, paid = (entry, "20.00", {}), "confirmed"
    show.order("p", [line], [("22.50", paid)], fees=[("2.50", "service")])
    show.order("p", [line, line], [("35.00", paid)], fees=[("-5.00", "other")])
    show.order("p", [line], [("12.00", paid)], fees=[("-8.00", "giftcard")])
    show.order("p", [line], [("20.00", paid), ("20.00", paid)])  # overpaid
    show.order("n", [line, line], [("15.00", paid), ("25.00", "created")])  # part-paid
    show.order("n", [line], require_approval=True)
    show.order("n", [line], valid_if_pending=True)
    show.order("e", [line], expires=now() - timedelta(days=2))
    show.order("c", [line], [("20.00", paid)], [("20.00", "done")])
    show.order("c", [line], [("20.00", paid)], [("15.00", "done")], fees=[("5.00", "cancellation")])
    show.order("p", [line, (entry, "20.00", {"canceled": True}), (thing, "7.50", {})], [("47.50", paid)], [("20.00", "done")])
    show.order("p", [line] * 4, [("80.00", paid)], [(f"{n}.00", state) for n, state in
                                                     enumerate(["done", "created", "transit", "external", "canceled", "failed"], 1)])
    show.order("p", [line], [("20.00", "failed"), ("20.00", "canceled"), ("20.00", "refunded"), ("20.00", paid)], [("20.00", "done")])
    show.order("p", [(free, "0.00", {}), (free, "0.00", {})])
    show.order("p", [(entry, "-3.00", {}), line], [("17.00", paid)])
    show.order("p", [line] * 300, [("6000.00", paid)])
    show.order("p", [line], [("20.00", paid)], testmode=True)


def device(organizer, name):
    return Device.objects.create(
        organizer=organizer, name=name, all_events=True, security_profile="full", initialized=now(), api_token=generate_api_token())


def free_slug(wanted):
    tries = [wanted, *(f"{wanted}{number}" for number in range(2, 100))]
    return next(slug for slug in tries if not Organizer.objects.filter(slug=slug).exists())


def seed():
    slug = free_slug(os.environ.get("AWKWARD_ORGANIZER", "dziwny"))
    chance.seed(slug)  # some names of tickets may not come twice on one server
    organizer = Organizer.objects.create(name='Dziwny <b>Promotor</b> & Söhne 🎪', slug=slug)
    organizer.sales_channels.create(identifier="api.kasa", type="api", label="Kasa", position=2)
    for make in (everything, currencies, series, halls, states, orders):
        make(organizer)
    team = Team.objects.create(
        organizer=organizer, name="API", all_events=True, all_event_permissions=True, all_organizer_permissions=True)
    print("AWKWARD", json.dumps({
        "url": settings.SITE_URL, "organizer": organizer.slug, "deviceToken": device(organizer, "Kasa").api_token,
        "adminToken": team.tokens.create(name="tests").token,
        "events": list(organizer.events.order_by("id").values_list("slug", flat=True)),
    }))


with scopes_disabled(), transaction.atomic():
    seed()
