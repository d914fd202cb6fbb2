# Reads lines of JSON, each a start, a zone and a rule, and answers each with its first starts within 20 years in UTC, by
# python3-dateutil.
import datetime as calendar
import itertools
import json
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

# Rules that never match are given up here and not in the year 9999, which takes dateutil minutes.
calendar.MAXYEAR = 2050

FORMAT = "%Y%m%dT%H%M%S"


def starts(start, text):
    try:
        rule = rrulestr(text, dtstart=start)
    except ValueError as never:
        # An hourly rule whose step passes by all of its hours.
        if "empty set" in str(never):
            return []
        raise
    return itertools.islice(rule.replace(until=start + timedelta(days=20 * 365)), 15)


for line in sys.stdin:
    asked = json.loads(line)
    start = datetime.strptime(asked["start"], FORMAT)
    zone = ZoneInfo(asked["zone"])
    local = (found.replace(tzinfo=zone) for found in starts(start, asked["rule"]))
    print(json.dumps([found.astimezone(timezone.utc).strftime(FORMAT + "Z") for found in local]))
