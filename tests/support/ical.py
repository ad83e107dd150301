"""Reads iCalendar on standard input by a parser that is not ours (Debian's python3-icalendar), and gives it as JSON: the properties of
the calendar, and of each event. Fails on whatever that parser could not read."""
import json
import sys

from icalendar import Calendar


def plain(value):
    if isinstance(value, list):
        return [plain(one) for one in value]
    if hasattr(value, 'cats'):
        return [str(cat) for cat in value.cats]
    if hasattr(value, 'dt'):
        return value.dt.isoformat() if hasattr(value.dt, 'isoformat') else str(value.dt)
    return int(value) if isinstance(value, int) else str(value)


def properties(component):
    if component.errors:
        raise SystemExit(f'{component.name}: {component.errors}')
    return {name: plain(value) for name, value in component.items()}


calendar = Calendar.from_ical(sys.stdin.buffer.read())
json.dump({'name': calendar.name, **properties(calendar),
           'events': [properties(event) for event in calendar.walk('VEVENT')]}, sys.stdout)
