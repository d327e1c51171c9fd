# A promoter for tests, fed to `python -m pretix shell` with ARENA_LAYOUT set above: an arena with numbered seats, a festival, a club with dates.
# Prints one line "SEEDED {json}": credentials and names. Days are counted from the day it runs.
import json
from datetime import timedelta
from decimal import Decimal
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Device, Organizer, Team
from pretix.base.models.devices import generate_api_token
from pretix.base.services.seating import generate_seats


def both(text):
    return {"pl": text, "en": text}


class Show:
    """One event with a tax rule and a gate; sells what is put on sale."""

    def __init__(self, organizer, slug, name, days, **more):
        start = (now() + timedelta(days=days)).replace(hour=19, minute=0, second=0, microsecond=0)
        self.event = organizer.events.create(
            name=both(name), slug=slug, currency="PLN", date_from=start, live=True, is_public=True,
            plugins="pretix.plugins.ticketoutputpdf,pretix.plugins.sendmail", **more)
        self.event.set_defaults()
        self.event.settings.locales = ["pl", "en"]
        self.event.settings.locale = "pl"
        self.event.settings.timezone = "Europe/Warsaw"
        self.event.checkin_lists.create(name="Wejście", all_products=True)
        self.tax = self.event.tax_rules.create(name=both("VAT 8%"), rate=Decimal("8.00"), default=True)

    def product(self, name, price, admission=True, **more):
        return self.event.items.create(
            name=both(name), default_price=Decimal(price), tax_rule=self.tax, admission=admission, **more)

    def quota(self, name, size, *products, variations=(), **more):
        quota = self.event.quotas.create(name=name, size=size, **more)
        quota.items.add(*products)
        quota.variations.add(*variations)
        return quota


def arena(organizer):
    show = Show(organizer, "arena", "Koncert w hali", 90)
    plan = organizer.seating_plans.create(name="Hala", layout=ARENA_LAYOUT)
    prices = ["389.00", "319.00", "269.00", "219.00", "159.00"]
    seated = {}
    for category, price in zip(json.loads(ARENA_LAYOUT)["categories"], prices):
        product = show.product(category["name"], price)
        show.quota(category["name"], 20000, product)
        show.event.seat_category_mappings.create(product=product, layout_category=category["name"])
        seated[category["name"]] = product
    show.event.seating_plan = plan
    show.event.save()
    generate_seats(show.event, None, plan, seated)
    standing = show.product("Płyta stojąca", "239.00", position=9)
    show.quota("Płyta", 6000, standing)


def festival(organizer):
    show = Show(organizer, "festiwal", "Festiwal nad rzeką", 150)
    extras = show.event.categories.create(name=both("Dodatki"), is_addon=True, position=5)
    karnet = show.product("Karnet", "199.00", position=1)
    kinds = [karnet.variations.create(value=both(kind), default_price=price, position=place)
             for place, (kind, price) in enumerate([("Normalny", None), ("Ulgowy", Decimal("159.00"))])]
    karnet.addons.create(addon_category=extras, min_count=0, max_count=2)
    for place, day in enumerate(["Piątek", "Sobota", "Niedziela"]):
        one_day = show.product(day, "95.00", position=2 + place)
        show.quota(day, 4000, one_day, karnet, variations=kinds)
    camping = show.product("Kemping", "45.00", admission=False, category=extras)
    show.quota("Kemping", 90, camping)
    parking = show.product("Parking", "35.00", admission=False, category=extras)
    show.quota("Parking", 60, parking)
    donation = show.product("Cegiełka", "20.00", admission=False, free_price=True, position=8)
    show.quota("Cegiełka", None, donation)
    question = show.event.questions.create(question=both("Rok urodzenia"), type="N", required=False, identifier="BIRTHYEAR")
    question.items.add(camping)


def club(organizer):
    show = Show(organizer, "klub", "Piątki w klubie", 20, has_subevents=True)
    entry = show.product("Wstęp", "45.00")
    for week in range(3):
        date = show.event.subevents.create(
            name=both(f"Piątek {week + 1}"), active=True, date_from=now() + timedelta(days=20 + 7 * week))
        show.quota("Sala", 800, entry, subevent=date)
        if week == 2:
            date.subeventitem_set.create(item=entry, price=Decimal("55.00"))


def device(organizer, name, profile, **more):
    return Device.objects.create(organizer=organizer, name=name, all_events=True, security_profile=profile, **more)


def seed():
    organizer = Organizer.objects.create(name="Promotor", slug="promotor")
    organizer.sales_channels.create(identifier="api.kasa", type="api", label="Kasa", position=2)
    for make in (arena, festival, club):
        make(organizer)
    team = Team.objects.create(
        organizer=organizer, name="API", all_events=True, all_event_permissions=True, all_organizer_permissions=True)
    joined = {"initialized": now()}
    print("SEEDED", json.dumps({
        "organizer": organizer.slug,
        "events": ["arena", "festiwal", "klub"],
        "adminToken": team.tokens.create(name="tests").token,
        "handshakeToken": device(organizer, "Kasa 1", "full").initialization_token,
        "deviceToken": device(organizer, "Kasa 2", "full", api_token=generate_api_token(), **joined).api_token,
        "scanToken": device(organizer, "Bramka", "pretixscan", api_token=generate_api_token(), **joined).api_token,
    }))


with scopes_disabled():
    seed()
