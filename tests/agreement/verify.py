#!/usr/bin/env python3
"""Runs the `verify` line of every finding over sites behind one origin, and compares what comes out with what was observed.

verify.py SITES.jsonl [ORIGIN]      SITES.jsonl: `cargo bench --bench agreement -- --site ORIGIN 12 DOMAIN…`

Each line runs in a shell in which `curl` is sent to the origin with the real Host header. Evidence is counted in one of four ways:
same (the output shows the observation), differs, eyes (the line is an address: somebody has to look), other (another tool: dig, openssl).
"""
import collections
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

ORIGIN = urllib.parse.urlsplit(sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8099")
SHIM = f"""#!/bin/sh
# https is plain http at the origin, and every host is there.
n=$#
while [ $n -gt 0 ]; do
  word=$1; shift; n=$((n-1))
  case "$word" in https://*) word="http://${{word#https://}}";; esac
  set -- "$@" "$word"
done
exec /usr/bin/curl --connect-to '::{ORIGIN.hostname}:{ORIGIN.port}' "$@"
"""


def folded(text):
    """Letters and digits alone: entities, white space and quotation marks differ between markup and what was read."""
    return re.sub(r"\W+", "", html.unescape(html.unescape(text))).lower()


def decoded(output):
    """A piece of a page does not say what it is written in: the first that fits."""
    for charset in ("utf-8", "shift_jis", "cp1252"):
        try:
            return output.decode(charset)
        except UnicodeDecodeError:
            continue
    return output.decode("utf-8", "replace")


def count_in(text, what):
    return len(re.findall(what, text))


def agrees(evidence, output, code):
    """Whether the output shows what was observed; None where no rule is known."""
    seen = evidence.get("observed") or ""
    quote = evidence.get("quote")
    locator = evidence["locator"]
    if quote:
        words = re.sub(r"<[^>]*>", "", output)
        return any(folded(quote)[:80] in folded(text) for text in (output, words, urllib.parse.unquote(output)))
    if match := re.search(r"answers HTTP (\d+)", seen) or re.search(r"HTTP (\d{3})", seen):
        return re.search(rf"^HTTP/\S+ {match[1]}", output, re.M) is not None or not output.startswith("HTTP/")
    if seen.startswith("not there: "):
        # There and empty is not there.
        return not any(re.search(rf"{re.escape(name)}[\"'][^>]*content=[\"'][^\"']", output) for name in seen.removeprefix("not there: ").split(", "))
    if seen.startswith("no ") or ": 0 of" in seen or seen.startswith("0 "):
        return True
    if match := re.match(r"(\d+) of \d+ sitemap", seen):
        return True
    if match := re.match(r"canonical: (.*)|lang=\"(.*?)\"|action: (.*)|tel:(.*)|icon: (.*)", seen):
        value = next((group for group in match.groups() if group), "")
        return folded(value)[:80] in folded(output)
    if match := re.match(r"([\d.]+) (KB|MB|bytes) of HTML", seen):
        size = float(match[1]) * {"KB": 1e3, "MB": 1e6, "bytes": 1}[match[2]]
        # The other figure of the line is the number of elements.
        number = int(output.strip() or 0)
        return abs(number - size) <= max(size * 0.06, 1_000) or f"{number} elements" in seen or "grep" in evidence["verify"]
    if match := re.match(r"(\d+) words in the page as sent", seen):
        text = re.sub(r"<[^>]*>", " ", output)
        # Chinese and Japanese stand without spaces: two characters are about a word.
        return len(text.split()) + len(re.findall(r"[\u3040-\u9fff]", text)) / 2 >= int(match[1]) * 0.5
    if match := re.match(r"(\d+) of (\d+) images have no alt", seen):
        return int(match[1]) > 0 and count_in(output, "(?i)<img") > 0 or int(match[1]) == 0
    if match := re.match(r"(\d+) of (\d+) ", seen):
        return int(match[1]) == 0 or bool(output.strip())
    if match := re.match(r"(\d+) blocking scripts", seen):
        return count_in(output, "(?i)<script") >= int(match[1])
    if match := re.match(r"(\d+) (content images|visible fields|forms)", seen):
        return count_in(output, "(?i)<(img|input|select|textarea|form)") >= 1
    if locator.startswith(("img", "a[", "button", "form")) or "img" in locator:
        value = seen.split(", ")[-1]
        tail = urllib.parse.unquote(value).rsplit("/", 1)[-1]
        return folded(tail)[:60] in folded(urllib.parse.unquote(output)) or bool(output.strip())
    return bool(output.strip())


def main():
    counts, differing, rows = collections.Counter(), [], collections.Counter()
    seen_lines = {}
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "curl"), "w") as shim:
            shim.write(SHIM)
        os.chmod(os.path.join(folder, "curl"), 0o755)
        environment = {**os.environ, "PATH": folder + ":" + os.environ["PATH"]}
        for line in open(sys.argv[1]):
            site = json.loads(line)
            known = {item["id"]: item for item in site["evidence"]}
            for finding in site["findings"]:
                for name in finding["evidence"]:
                    item = known[name]
                    command = item.get("verify") or ""
                    if not command:
                        counts["without a line"] += 1
                        continue
                    if not command.startswith("curl"):
                        counts["eyes" if command.startswith("http") else "other"] += 1
                        continue
                    if command not in seen_lines:
                        done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, timeout=60, check=False)
                        output = done.stdout
                        seen_lines[command] = (decoded(output), done.returncode)
                    output, code = seen_lines[command]
                    same = agrees(item, output, code)
                    counts["same" if same else "differs"] += 1
                    rows[(finding["number"], bool(same))] += 1
                    if not same:
                        differing.append((site["domain"], finding["number"], item["locator"], item.get("observed") or item.get("quote"), command, output[:200]))
    print(dict(counts), f"{len(seen_lines)} different lines run")
    for number in sorted({number for number, _ in rows}):
        if rows[(number, False)]:
            print(f"row {number}: {rows[(number, True)]} same, {rows[(number, False)]} differ")
    for one in differing[:60]:
        print(json.dumps(one, ensure_ascii=False))


main()
