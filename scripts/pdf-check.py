"""Reads PDFs as other programs do: `pdf-check.py FOLDER BIN`, for each NAME-THEME-document.json the PDFs NAME-THEME-{a4,letter,slides}.pdf.

Asserted of each: tagged, title shown, language, PDF/UA-1 and PDF/A-2a declared, every font embedded as a subset, a bookmark and a heading for
each section in order, header cells of columns and rows, an alternative text for each figure, links to each source and back, size; that
pdftotext (in the order of the file: its other ways guess from the places) and the tree of tags say the texts of the document in its order; that no words
overlap and none leaves the page; and that two checkers of PDF/UA-1 find no error.
"""

import html, json, os, re, subprocess, sys
from pathlib import Path

import pikepdf

FOLDER, BIN = Path(sys.argv[1]), Path(sys.argv[2])
MOST_BYTES = 400_000
SKIPPED = str.maketrans("", "", "\u200b\u2060\u00ad-‐")


def run(*words):
    """What a program says. An invisible break that stands as a replacement text comes as bytes of UTF-16."""
    said = subprocess.run([str(word) for word in words], capture_output=True).stdout
    return said.replace(b"\xfe\xff\x20\x0b", b"").replace(b"\xfe\xff\x00\xad", b"").decode("utf-8", "replace")


def squeezed(text):
    """Without white space, invisible marks and hyphens, which lines may add."""
    return "".join(text.split()).translate(SKIPPED)


def spans(text):
    return [part[kind] if kind != "link" else part[kind]["text"] for part in text for kind in part if kind != "claim"]


def texts(block):
    """What a reader meets of a block, in order."""
    kind = block["type"]
    if kind == "paragraph":
        return spans(block["text"])
    if kind == "quote":
        return [block["text"], block["attribution"]]
    if kind == "score":
        return [block["overall"]["word"]] + [area["label"] for area in block["areas"]]
    if kind == "finding":
        return [block["heading"], *spans(block["saw"]), *spans(block["matters"]), *spans(block["fix"])]
    if kind == "checklist":
        return [text for item in block["items"] for text in spans(item["text"]) + spans(item.get("why") or [])]
    if kind == "table":
        return [block.get("caption") or "", *block["header"], *(text for row in block["rows"] for cell in row for text in spans(cell))]
    if kind == "barChart":
        return [block["caption"]] + [bar["label"] for bar in block["bars"]]
    if kind == "steps":
        return [text for item in block["items"] for text in [item["heading"], *spans(item["text"])]]
    if kind == "callout":
        return [block.get("heading") or "", *spans(block["text"])]
    if kind == "swipe":
        return [text for item in block["items"] for text in [item["label"], item["place"], *spans(item.get("before") or []), item["after"], *spans(item.get("note") or [])]]
    if kind == "calculator":
        return [block["caption"]] + [item["label"] for item in block["inputs"]]
    raise ValueError(kind)


def pieces(document, slides):
    """Texts of the document in its order. Slides show a calculator's results first and leave the appendix to the report."""
    main = [part for part in document["sections"] if not part.get("appendix")]
    parts = main if slides else main + [part for part in document["sections"] if part.get("appendix")]
    found = [document["title"], document["subtitle"]]
    for part in parts:
        found.append(part["heading"])
        for block in part["blocks"]:
            found += texts(block) if not (slides and block["type"] == "calculator") else []
    return found, parts


def out_of_order(wanted, text):
    """The texts that do not follow those before them."""
    text, at, lost = squeezed(text), 0, []
    for piece in wanted:
        here = text.find(piece, at)
        if here < 0:
            lost.append(piece)
        else:
            at = here + len(piece)
    return lost


def structure(pdf):
    """The elements of the tag tree with their depth, in order."""
    found, open_ = [], [(pdf.Root.StructTreeRoot.K, 0)]
    while open_:
        node, depth = open_.pop()
        if isinstance(node, pikepdf.Array):
            open_ += [(kid, depth) for kid in reversed(list(node))]
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S)[1:], node, depth))
            if "/K" in node:
                open_.append((node.K, depth + 1))
    return found


def scope_of(cell):
    held = cell.get("/A", [])
    return next((str(item.Scope) for item in (held if isinstance(held, pikepdf.Array) else [held]) if isinstance(item, pikepdf.Dictionary) and "/Scope" in item), "")


def outline_titles(pdf):
    with pdf.open_outline() as outline:
        open_, found = list(reversed(outline.root)), []
        while open_:
            item = open_.pop()
            found.append(item.title)
            open_ += reversed(item.children)
    return found


def overlaps(path):
    """Words that lie on one another or leave the page."""
    bad = []
    for number, page in enumerate(re.findall(r"<page width=\"([\d.]+)\" height=\"([\d.]+)\">(.*?)</page>", run("pdftotext", "-bbox", path, "-"), re.S), 1):
        wide, high = float(page[0]), float(page[1])
        boxes = [(*map(float, box), html.unescape(word)) for *box, word in re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page[2])]
        for x0, y0, x1, y1, word in boxes:
            if x0 < 0 or y0 < 0 or x1 > wide or y1 > high:
                bad.append(f"p.{number} off the page: {word}")
        cores = [(x0 + 0.5, y0 + (y1 - y0) * 0.36, x1 - 0.5, y1 - (y1 - y0) * 0.36, word) for x0, y0, x1, y1, word in boxes]
        for at, one in enumerate(cores):
            for other in cores[at + 1 :]:
                if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]:
                    bad.append(f"p.{number}: “{one[4]}” on “{other[4]}”")
    return bad


def check(path, document, slides):
    faults = []

    def want(good, fault):
        if not good:
            faults.append(fault)

    info = run("pdfinfo", path)
    want("Tagged:          yes" in info, "not tagged")
    want(path.stat().st_size <= MOST_BYTES, f"{path.stat().st_size} bytes")
    for line in run("pdffonts", path).splitlines()[2:]:
        flags = re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line)
        want(flags and flags.groups() == ("yes", "yes", "yes"), f"font not embedded as a subset with its characters: {line}")

    said, parts = pieces(document, slides)
    wanted = [piece for piece in map(squeezed, said) if piece]
    right_to_left = document["language"] in ("ar", "he", "fa", "ur", "yi")
    if not right_to_left:
        lost = out_of_order(wanted, run("pdftotext", "-raw", path, "-"))
        want(not lost, f"pdftotext loses or moves {lost[:4]}")
    tags = "\n".join(line.strip()[1:-1] for line in run("pdfinfo", "-struct-text", path).splitlines() if line.strip().startswith('"'))
    # Of a long word with breaks in it poppler's view of the tags may lose the end.
    lost = out_of_order([part for piece in said for part in map(squeezed, re.split(r"\S{16,}|\S*[/@]\S*", piece)) if part], tags)
    # Letters of a line that runs from right to left are painted in the order of the eye, and poppler gives them so.
    want(right_to_left or not lost, f"the tags lose or move {lost[:4]}")
    faults.extend(overlaps(path)[:6])

    with pikepdf.open(path) as pdf:
        root, found = pdf.Root, structure(pdf)
        want(str(root.Lang).split("-")[0] == document["language"], f"language {root.Lang}")
        want(bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")) and str(pdf.docinfo.Title) == document["title"], "title")
        with pdf.open_metadata() as meta:
            declared = (meta.get("pdfuaid:part"), meta.get("pdfaid:part"), meta.get("pdfaid:conformance"))
        want(declared == ("1", "2", "A"), f"declares {declared}")
        names = [name for name, _, _ in found]
        headings = [int(name[1:]) for name in names if re.fullmatch(r"H\d", name)]
        want(headings and headings[0] == 1 and all(after - before <= 1 for before, after in zip(headings, headings[1:])), f"levels of headings {headings}")
        want(headings.count(1) >= len(parts), "a section without a heading")
        titles, at = [squeezed(title) for title in outline_titles(pdf)], 0
        for part in parts:
            heading = squeezed(part["heading"])
            want(heading in titles[at:], f"no bookmark: {part['heading']}")
            at = titles.index(heading, at) if heading in titles[at:] else at
        blocks = [block for part in parts for block in part["blocks"]]
        tables = [block for block in blocks if block["type"] == "table" and block["header"]]
        cells = [scope_of(node) for name, node, _ in found if name == "TH"]
        want(cells.count("/Column") >= sum(len(table["header"]) for table in tables), f"{cells.count('/Column')} header cells of columns")
        rows = sum(len(table["rows"]) for table in tables if len(table["header"]) > 1) + sum(len(block["areas"]) for block in blocks if block["type"] == "score")
        want(cells.count("/Row") >= rows, f"{cells.count('/Row')} header cells of rows, {rows} rows")
        figures = [node for name, node, _ in found if name == "Figure"]
        want(all(str(node.get("/Alt", "")) for node in figures), "a figure without a text")
        want(len(figures) >= sum(block["type"] == "barChart" for block in blocks), "a chart that is no figure")
        want("LI" in names or not any(block["type"] in ("checklist", "steps") for block in blocks), "no list")
        inner = sum("/Dest" in link or ("/A" in link and link.A.S == "/GoTo") for page in pdf.pages for link in page.get("/Annots", []))
        cited = {(claim["verdict"], *claim["evidence"]) for claim in document["claims"]} if not slides else set()
        want(inner >= 2 * len(cited) or slides, f"{inner} links inside")

    if not os.environ.get("MAGNETITE_CHECK_QUICK"):
        faults += checkers(path, document)
    return faults, int(re.search(r"Pages:\s+(\d+)", info).group(1))


def checkers(path, document):
    faults = []
    report = json.loads(run(BIN / "outloud", "--json", "-", "--fail-on", "never", path) or "{}")
    for item in walk(report):
        # A running head is no part of the text: it is rightly left out of the tags.
        if item.get("severity") == "error" and not (item.get("rule") == "TAG-002" and squeezed(str(item.get("evidence"))).startswith(squeezed(document["title"])[:20])):
            faults.append(f"outloud {item.get('rule')}: {item.get('message')} {item.get('evidence')}")
    if "result: PASS" not in run(BIN / "pdfua", "check", path):
        faults.append("pdfua finds something")
    return faults


def walk(value):
    if isinstance(value, dict):
        if "severity" in value:
            yield value
        for member in value.values():
            yield from walk(member)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)


failed = 0
for file in sorted(FOLDER.glob("*-document.json")):
    document, stem = json.loads(file.read_text()), file.name.removesuffix("-document.json")
    for form in ["a4", "letter", "slides"]:
        path = FOLDER / f"{stem}-{form}.pdf"
        if not path.exists():
            continue
        faults, pages = check(path, document, form == "slides")
        failed += bool(faults)
        print(f"{'bad ' if faults else 'good'} {path.name:44} {pages:3} pages {path.stat().st_size // 1000:4} kB", *faults, sep="\n       " if faults else " ")
print(f"{failed} bad")
sys.exit(bool(failed))
