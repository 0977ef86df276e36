#!/usr/bin/env python3
"""Makes the subsets in this folder: `subset.py FOLDER_WITH_SOURCES OUT`. Needs fonttools and brotli; see README.md for the sources."""

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools import merge, subset
import glob, os, sys, tempfile

SRC, OUT = sys.argv[1], sys.argv[2]
os.makedirs(OUT, exist_ok=True)
L = J = I = N = SRC + "/"


def rng(*a):
    return [c for x in a for c in (range(x[0], x[1] + 1) if isinstance(x, tuple) else [x])]


PDF = rng(
    (0x20, 0x7E),
    (0xA0, 0x52F),
    (0x1E00, 0x1EFF),
    (0x1F00, 0x1FFF),
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x20A0, 0x20C0),
    (0x2100, 0x214F),
    (0x2190, 0x2199),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    0x2713,
    0x2717,
    0xFFFD,
    0xFB01,
    0xFB02,
)
WEB = rng(
    (0x20, 0x7E),
    0xA0,
    0xA1,
    0xA3,
    0xA7,
    0xA9,
    0xAB,
    0xAD,
    0xAE,
    (0xB0, 0xB3),
    0xB7,
    0xBB,
    0xBD,
    (0xBF, 0xFF),
    0x131,
    0x152,
    0x153,
    0x160,
    0x161,
    0x17D,
    0x17E,
    0x178,
    0x2009,
    0x2011,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201A,
    0x201C,
    0x201D,
    0x201E,
    0x2022,
    0x2026,
    0x2039,
    0x203A,
    0x20AC,
    0x2122,
    0x2192,
    0x2212,
)
# Signs that headings and emphasis can take from the reader's own fonts.
SIGNS = rng(0xA7, 0xA9, 0xAD, 0xAE, (0xB0, 0xB3), 0xBD, 0xD0, 0xD7, 0xDE, 0xF0, 0xF7, 0xFE, 0x131, 0x2009, 0x2022, 0x2122, 0x2192, 0x2212)
HEAD = [c for c in WEB if c not in SIGNS]
# Signs that sites put into headings and lists: arrows, shapes, dingbats.
MARKS = rng((0x2190, 0x21FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x27F0, 0x27FF), (0x2900, 0x297F), (0x2B00, 0x2BFF))
HANGUL = rng((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xD7B0, 0xD7FF))
LAT = rng((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2027), (0x2190, 0x2193), 0x20AC, 0x2122)


def joined(slices):
    """One font of the slices that a registry serves it in. A part of a sequence may stand in several: the copies become one."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for at, path in enumerate(slices):
            f = TTFont(path)
            for tag in {"STAT", "gasp", "vhea", "vmtx"} & set(f.keys()):
                del f[tag]
            f.flavor = None
            paths.append(f"{folder}/{at}.ttf")
            f.save(paths[-1])
        f = merge.Merger().merge(paths)
    known = {glyph.split(".")[0]: glyph for glyph in f.getBestCmap().values()}
    same = lambda glyph: known.get(glyph.split(".")[0], glyph)
    for lookup in f["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if hasattr(table, "ligatures"):
                merged = {}
                for first, ligatures in table.ligatures.items():
                    for ligature in ligatures:
                        ligature.Component = [same(part) for part in ligature.Component]
                    merged.setdefault(same(first), []).extend(ligatures)
                table.ligatures = merged
    return f


def sub(src, dst, uni, feats, axes=None, name=None, flavor=None):
    f = TTFont(src) if isinstance(src, str) else src
    if axes:
        f = instantiateVariableFont(f, axes)
    o = subset.Options()
    o.layout_features = feats
    o.hinting = False
    o.desubroutinize = False
    # In the page the names and the copyright line are enough; the licence stands beside the fonts.
    o.name_IDs = [0, 1, 2] if flavor else [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    o.notdef_outline = True
    o.flavor = flavor
    o.drop_tables += ["BASE", "STAT", "MVAR", "DSIG", "VORG", "meta", "vhea", "vmtx"]
    o.recalc_timestamp = False
    o.canonical_order = True
    s = subset.Subsetter(o)
    s.populate(unicodes=uni)
    s.subset(f)
    if name:
        fam, style, w, it = name
        n = f["name"]
        for i in (16, 17, 21, 22):
            n.removeNames(nameID=i)
        for i, v in (
            (1, fam if style in ("Regular", "Italic") else f"{fam} {style}"),
            (2, "Italic" if it else "Regular"),
            (4, f"{fam} {style}"),
            (6, f"{fam}-{style}"),
            (3, f"{fam}-{style}-subset"),
        ):
            n.setName(v, i, 3, 1, 0x409)
            n.removeNames(nameID=i, platformID=1)
        if style not in ("Regular", "Italic"):
            n.setName(fam, 16, 3, 1, 0x409)
            n.setName(style, 17, 3, 1, 0x409)
        f["OS/2"].usWeightClass = w
        f["OS/2"].fsSelection = (f["OS/2"].fsSelection & ~0x61) | (1 if it else 0x40 if w == 400 else 0)
        f["head"].macStyle = 2 if it else 0
    f.flavor = flavor
    f.save(f"{OUT}/{dst}")
    print(dst, os.path.getsize(f"{OUT}/{dst}"), len(f.getGlyphOrder()))


F = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "tnum", "lnum", "case"]
for s in ["Regular", "Italic", "SemiBold"]:
    sub(I + f"Inter-{s}.otf", f"Inter-{s}.otf", PDF, F)
sub(L + "Literata[opsz,wght].ttf", "Literata-Medium.ttf", PDF, F, {"opsz": 36, "wght": 500}, ("Literata", "Medium", 500, False))
sub(L + "Literata-Italic[opsz,wght].ttf", "Literata-Italic.ttf", PDF, F, {"opsz": 14, "wght": 400}, ("Literata", "Italic", 400, True))
sub(J + "JetBrainsMono-Regular.ttf", "JetBrainsMono-Regular.ttf", LAT, ["kern", "mark"])
for s in ["NotoSansArabic-Regular", "NotoSansHebrew-Regular"]:
    sub(N + s + ".ttf", s + ".ttf", rng((0x590, 0x6FF), (0x750, 0x77F), (0x2000, 0x206F)), ["*"])
SCRIPTS = {"Armenian": (0x530, 0x58F), "Devanagari": (0x900, 0x97F), "Georgian": (0x10A0, 0x10FF), "Thai": (0xE00, 0xE7F)}
for script, block in SCRIPTS.items():
    sub(N + f"NotoSans{script}-Regular.ttf", f"NotoSans{script}-Regular.ttf", rng(block, (0x1C80, 0x1CFF) if script == "Georgian" else block, (0x200C, 0x200D), 0x25CC), ["*"])
sub(N + "NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf", MARKS, [])
sub(TTFont(N + "NotoSansCJK-Regular.ttc", fontNumber=1), "NotoSansCJKkr-Regular.otf", HANGUL + MARKS, ["ccmp", "ljmo", "vjmo", "tjmo"])
sub(joined(sorted(glob.glob(N + "noto-emoji-*-400-normal.woff2"))), "NotoEmoji-Regular.ttf", rng(0x23, 0x2A, (0x30, 0x39), (0x80, 0xFFFFF)), ["ccmp"])
# The page's fonts: a page is to be at most 60 kB on its way. Figures of tables need one width.
sub(I + "Inter-Regular.otf", "web-Inter-Regular.woff2", WEB, ["kern", "ccmp", "tnum"], flavor="woff2")
sub(I + "Inter-SemiBold.otf", "web-Inter-SemiBold.woff2", HEAD, ["kern", "tnum"], flavor="woff2")
sub(L + "Literata[opsz,wght].ttf", "web-Literata-Medium.woff2", HEAD, ["kern", "liga", "lnum"], {"opsz": 36, "wght": 500}, ("Literata", "Medium", 500, False), flavor="woff2")
