"""How many of the facts that people read on a site are in its profile, and how many of the profile's are true.

    python3 benches/facts.py PROFILES TRUTH [--extra]

PROFILES: a folder of `<domain>.json` as `magnetite research DOMAIN --json` prints them ({"dossier", "analysis"}).
TRUTH: a folder of `<domain>.truth.json`, written by hand. Only domains that are in both are scored.

Recall is the share of the wanted values that were found, precision the share of the found values that are wanted. Values under `*_other` count
neither way. The lists of the truth are not exhaustive, so what is found beside them is printed with --extra, to be read by eye. Phones are
compared by their last nine digits, e-mails in lower case, social profiles by host. An offering is found when one offer shares at least half of
the content words of either (words by their first five letters; Chinese and Japanese by pairs of characters). Exit code 1 when a value of
`must_not_claim` is stated or an outcome is wrong.
"""

import argparse
import json
import pathlib
import re
import sys
import unicodedata
from urllib.parse import urlsplit

FIELDS = ("emails", "phones", "socials", "name", "language", "prices", "offers", "outcome")
STOP = set("a an and the of for in on to with by our your de la le les des du et en el los las y und der die das für mit im il di e o da do no the".split())


def tail(text):
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))[-9:]


def host(url):
    name = (urlsplit(url if "//" in url else "https://" + url).hostname or "").lower()
    return name[4:] if name.startswith("www.") else name


def same_host(a, b):
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def key(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if c.isalnum())


def parts(text):
    """Content words by their first five letters; pairs of characters where there are no spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    found = set()
    for word in re.findall(r"[^\W_]+", "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))):
        if any(ord(c) >= 0x3000 for c in word):
            found |= {word[at : at + 2] for at in range(max(1, len(word) - 1))}
        elif len(word) > 2 and word not in STOP:
            found.add(word.removesuffix("s")[:5])
    return found


def alternatives(text):
    whole = re.sub(r"[(（][^)）]*[)）]", " ", text)
    return [whole, *whole.split("/"), *re.findall(r"[(（]([^)）]*)[)）]", text)]


def is_named(wanted, offers):
    for alternative in alternatives(wanted):
        a = parts(alternative)
        for offer in offers:
            b = parts(offer)
            if a and b and 2 * len(a & b) >= min(len(a), len(b)):
                return True
    return False


def values(profile, field):
    return [fact["value"] for fact in profile.get(field) or []]


def pairs(found, wanted, other, same):
    """(right, found, recalled, wanted, extra) of two lists."""
    counted = [value for value in found if not any(same(value, o) for o in other)]
    right = [value for value in counted if any(same(value, w) for w in wanted)]
    recalled = [value for value in wanted if any(same(f, value) for f in found)]
    missed = [value for value in wanted if value not in recalled]
    return len(right), len(counted), len(recalled), len(wanted), [v for v in counted if v not in right], missed


def one(right, is_stated, is_wanted, extra="", missed=""):
    return int(right and is_stated), int(is_stated), int(right and is_wanted), int(is_wanted), [extra] if is_stated and not right else [], [missed] if is_wanted and not right else []


def score(result, truth):
    profile, reading = result["analysis"]["profile"], result["dossier"]["outcome"]["reading"]
    rows = {}
    rows["emails"] = pairs([v.lower() for v in values(profile, "emails")], truth["contact_emails"], truth.get("contact_emails_other", []), str.__eq__)
    phones = [v["digits"] for v in values(profile, "phones")]
    rows["phones"] = pairs([tail(v) for v in phones], [tail(v) for v in truth["phones"]], [tail(v) for v in truth.get("phones_other", [])], str.__eq__)
    socials = sorted({host(v["url"]) for v in values(profile, "socials")})
    rows["socials"] = pairs(socials, truth["social_links"], truth.get("social_links_other", []), same_host)
    name = (profile.get("name") or {}).get("value", "")
    names = [key(n) for n in [truth["company_name"], *truth.get("alt_names", [])]]
    rows["name"] = one(any(key(name) == n or (len(n) > 3 and n in key(name)) for n in names), bool(name), True, name, truth["company_name"])
    language = (profile.get("language") or {}).get("value", "")
    rows["language"] = one(language == truth["language"], bool(language), True, language, truth["language"])
    page = (profile.get("pricingPage") or {}).get("value", "")
    right = bool(page) == truth["has_pricing_page"]
    paths = truth.get("pricing_page_paths", [])
    if page and right and paths:
        right = any(urlsplit(page).path.rstrip("/").removesuffix("index.html").rstrip("/") == path.rstrip("/") for path in paths)
    rows["prices"] = one(right, True, True, page or "none", str(paths))
    offers = values(profile, "offers")
    offers = [o["name"] if isinstance(o, dict) else o for o in offers]
    named = [w for w in truth["key_offerings"] if is_named(w, offers)]
    known = [o for o in offers if is_named(o, truth["key_offerings"])]
    rows["offers"] = (len(known), len(offers), len(named), len(truth["key_offerings"]), [o for o in offers if o not in known], [w for w in truth["key_offerings"] if w not in named])
    rows["outcome"] = one(reading == truth["expected_outcome"], True, True, reading, truth["expected_outcome"])
    told = json.dumps(profile, ensure_ascii=False)
    baits = [bait for bait in truth["must_not_claim"] if " " not in bait and re.search(r"[0-9@]", bait)]
    return rows, [bait for bait in baits if bait in told or (len(tail(bait)) >= 9 and tail(bait) in {tail(p) for p in phones})]


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("profiles", type=pathlib.Path)
    reader.add_argument("truth", type=pathlib.Path)
    reader.add_argument("--extra", action="store_true", help="print what was found beside the truth, and what was missed")
    args = reader.parse_args()
    sums, bad, notes = {field: [0, 0, 0, 0] for field in FIELDS}, [], []
    print(f"{'site':34}" + "".join(f"{field:>16}" for field in FIELDS) + "\n" + f"{'(right/found recalled/wanted)':34}")
    for path in sorted(args.truth.glob("*.truth.json")):
        domain = path.name.removesuffix(".truth.json")
        result = args.profiles / f"{domain}.json"
        if not result.exists():
            continue
        rows, claimed = score(json.loads(result.read_text()), json.loads(path.read_text()))
        print(f"{domain:34}" + "".join(f"{rows[f][0]:>8}/{rows[f][1]} {rows[f][2]:>2}/{rows[f][3]:<2}" for f in FIELDS))
        for field in FIELDS:
            sums[field] = [a + b for a, b in zip(sums[field], rows[field][:4])]
            notes += [f"{domain} {field} beside: {value}" for value in rows[field][4]] + [f"{domain} {field} missed: {value}" for value in rows[field][5]]
        bad += [f"{domain} states {bait}" for bait in claimed]
        bad += [f"{domain} is {rows['outcome'][4][0]}"] if rows["outcome"][4] else []
    for label, top, under in (("precision", 0, 1), ("recall, overlap for offers", 2, 3)):
        print(f"{label:34}" + "".join(f"{sums[f][top] / sums[f][under] if sums[f][under] else 1:>16.3f}" for f in FIELDS))
    print("\n".join(notes if args.extra else []))
    print("\n".join(bad) or "nothing is stated that must not be, and each outcome is right")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
