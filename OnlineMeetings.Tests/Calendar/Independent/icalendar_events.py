# Reads a calendar file and answers with what its events say, as JSON, by python3-icalendar.
import json
import sys

from icalendar import Calendar


def many(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def dates(event, name):
    return sorted(date.dt.strftime("%Y%m%dT%H%M%S") for dates in many(event.get(name)) for date in dates.dts)


calendar = Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps([
    {
        "uid": str(event["UID"]),
        "subject": str(event.get("SUMMARY", "")),
        "place": str(event.get("LOCATION", "")),
        "notes": str(event.get("DESCRIPTION", "")),
        "start": event["DTSTART"].dt.strftime("%Y%m%dT%H%M%S"),
        "zone": event["DTSTART"].params.get("TZID", ""),
        "sequence": int(event["SEQUENCE"]),
        "excluded": dates(event, "EXDATE"),
        "attendees": [str(attendee) for attendee in many(event.get("ATTENDEE"))],
    }
    for event in calendar.walk("VEVENT")
]))
