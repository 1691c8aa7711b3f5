"""What `npm run fuzz` checks beside the checks of schemathesis, and how it counts: an answer tells nothing of how the server is made."""

import atexit
import os
import re

import schemathesis

# Written where requests are counted for; several threads send, one appends at the end.
COUNT_FILE = os.environ["FUZZ_COUNT_FILE"]

INSIDES = {
    "a stack": re.compile(r"\n\s+at |\bat \S+ \(|node_modules|node:internal|\.[cm]?[jt]s:\d+"),
    "an SQL text": re.compile(
        r"\b(?:SELECT\b.{1,400}\bFROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b"
        r"|syntax error at or near|violates \w+(?:[ -]\w+)? constraint|relation \"|column \"|invalid input syntax|invalid byte sequence|QueryFailedError",
        re.DOTALL,
    ),
    "a path of the machine": re.compile(r"(?<![\w:/.])/(?:home|root|tmp|var|usr|opt|srv|etc|proc|work)/\w|[A-Za-z]:\\\\\w+|\b(?:dist|libs|apps)/\w+/"),
}
READABLE = re.compile(r"^(?:text/|application/(?:[\w.-]+\+)?(?:json|xml)\b)")

sent = 0


@schemathesis.hook
def before_load_schema(context, raw_schema):
    # Pairs are described by `prefixItems`, which this release makes an invalid schema of once it has made a request by it.
    listed(raw_schema)


def listed(node):
    if isinstance(node, list):
        for each in node:
            listed(each)
    elif isinstance(node, dict):
        members = node.get("prefixItems")
        if isinstance(members, list) and members and all(member == members[0] for member in members):
            del node["prefixItems"]
            node.update(items=members[0], minItems=len(members), maxItems=len(members))
        for each in node.values():
            listed(each)


@schemathesis.hook
def after_call(context, case, response):
    global sent
    sent += 1


@atexit.register
def tell_count():
    with open(COUNT_FILE, "a", encoding="utf-8") as file:
        file.write(f"{sent}\n")


@schemathesis.check
def tells_no_insides(ctx, response, case):
    media = response.headers.get("content-type", [""])[0]
    if not READABLE.match(media):
        return
    text = response.content.decode("utf-8", errors="replace")
    asked = f"{case.formatted_path} {case.query!r} {case.headers!r} {case.body!r}"
    for what, pattern in INSIDES.items():
        found = pattern.search(text)
        # What the request brought and the answer only repeats is no secret of ours.
        if found is not None and found.group() not in asked:
            raise AssertionError(f"The answer holds {what}: {text[max(0, found.start() - 40) : found.end() + 80]!r}")
