"""Reads a calendar file as another program does (python3-icalendar), and says what it understood as JSON."""
import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
print(json.dumps({
    "method": str(calendar["METHOD"]) if "METHOD" in calendar else None,
    "zones": [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")],
    "events": [{
        "uid": str(event["UID"]),
        "sequence": int(event.get("SEQUENCE", 0)),
        "start": event["DTSTART"].dt.isoformat(),
        "zone": event["DTSTART"].params.get("TZID"),
        "of": event["RECURRENCE-ID"].dt.isoformat() if "RECURRENCE-ID" in event else None,
        "rule": event["RRULE"].to_ical().decode() if "RRULE" in event else None,
        "subject": str(event.get("SUMMARY", "")),
        "notes": str(event.get("DESCRIPTION", "")),
        "status": str(event.get("STATUS", "")),
        "organizer": str(event.get("ORGANIZER", "")),
        "organizerName": event["ORGANIZER"].params.get("CN") if "ORGANIZER" in event else None,
        "attendees": [[str(a), str(a.params.get("PARTSTAT")), str(a.params.get("RSVP"))] for a in (lambda v: v if isinstance(v, list) else [v])(event.get("ATTENDEE", []))],
    } for event in calendar.walk("VEVENT")],
}))
