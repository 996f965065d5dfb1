"""Print the tests that were skipped, and fail where one is not on the list of those that may be.

Usage: python .ci/skips.py JUNIT_XML ALLOWED; a line of ALLOWED is a regular expression that a reason must match whole.
"""

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

report, allowed_file = map(Path, sys.argv[1:])
allowed = [re.compile(line) for line in allowed_file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
skips = [
    (case.get("classname"), case.get("name"), skip.get("message", ""))
    for case in ET.parse(report).iter("testcase")
    for skip in case.iter("skipped")
]
forbidden = 0
for place, name, reason in skips:
    fine = any(pattern.fullmatch(reason) for pattern in allowed)
    forbidden += not fine
    print(f"{'may skip' if fine else 'MAY NOT SKIP'}: {place}.{name}: {reason}")
print(f"{len(skips)} skipped")
sys.exit(1 if forbidden else 0)
