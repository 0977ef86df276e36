#!/usr/bin/env python3
"""Trains the judge of the main text (src/research/read/judge) and reports its word-F1 on pages that it was not trained on.

usage: train.py PAGES ROWS OUT.bin [--no-cv]

PAGES  folder with index.json and truth/<id>.json: the development split of WCXB (Web Content Extraction Benchmark, Murrough Foley 2026,
       arXiv 2605.21097, CC-BY-4.0)
ROWS   what `reader-bench PAGES ROWS --rows` wrote
needs  numpy, scikit-learn, lightgbm
"""
import difflib, json, re, struct, sys
from collections import Counter
import lightgbm, numpy
from sklearn.model_selection import GroupKFold

COLUMNS = 140      # features kept of all, by gain
SHARE_MIN = 0.25   # as in judge/mod.rs
LAG_MAX = 0.6
FOLDS = 5
# Pages of business make up most of the set; the others count more, so that all kinds are learned.
KIND_WEIGHT = {"service": 1.0}
KIND_WEIGHT_OTHER = 1.5
PARAMETERS = dict(objective="cross_entropy", learning_rate=0.03, num_leaves=9, min_data_in_leaf=60, feature_fraction=0.15, bagging_fraction=0.7,
                  bagging_freq=1, lambda_l2=10, max_bin=31, seed=1, num_threads=1, deterministic=True, verbose=-1)
TREES = 280


def words(text):
    return re.findall(r"\w+", text.lower())


def f1(found, wanted):
    found, wanted = Counter(found), Counter(wanted)
    if not found or not wanted:
        return float(not found and not wanted)
    return 2 * sum((found & wanted).values()) / (sum(found.values()) + sum(wanted.values()))


def shares(blocks, truth):
    """Of each block: its words, and the share of them that stands in the marked text, in order."""
    block_words = [words(block) for block in blocks]
    flat = [word for block in block_words for word in block]
    owner = [number for number, block in enumerate(block_words) for _ in block]
    wanted, matched = words(truth), [0] * len(blocks)
    matcher = difflib.SequenceMatcher(None, flat, wanted, autojunk=len(flat) * len(wanted) > 6e7)
    for start, _, length in matcher.get_matching_blocks():
        for at in range(start, start + length):
            matched[owner[at]] += 1
    whole = " " + " ".join(wanted) + " "
    share = [hit / len(block) if block else 0.0 for hit, block in zip(matched, block_words)]
    # a long block that stands in the marked text at another place counts too
    share = [1.0 if s < 0.7 and len(b) >= 5 and " " + " ".join(b) + " " in whole else s for s, b in zip(share, block_words)]
    return numpy.array([len(block) for block in block_words], float), numpy.array(share)


class Page:
    def __init__(self, pages, rows, number, about):
        marks = json.load(open(f"{pages}/truth/{number}.json"))["ground_truth"]
        self.kind, self.domain = about["page_type"], ".".join(about["domain"].split(".")[-2:])
        self.truth, self.wanted, self.unwanted = marks["main_content"] or "", marks.get("with") or [], marks.get("without") or []
        lines = [line.split("\t", 1) for line in open(f"{rows}/{number}.tsv", encoding="utf-8").read().split("\n") if "\t" in line]
        self.text = [text for _, text in lines]
        table = numpy.fromfile(f"{rows}/{number}.f32", dtype="<f4")
        self.x = table.reshape(len(lines), -1) if lines else None
        self.n, self.y = shares(self.text, self.truth)

    def weight(self):
        weight = self.n ** 0.9
        return weight / max(weight.sum(), 1) * 200 * KIND_WEIGHT.get(self.kind, KIND_WEIGHT_OTHER)

    def keep(self, share):
        """As `threshold` in judge/mod.rs."""
        order = numpy.argsort(-share, kind="stable")
        right, taken = numpy.cumsum((share * self.n)[order]), numpy.cumsum(self.n[order])
        best = int(numpy.argmax(2 * right / (taken + (share * self.n).sum() + 1e-9)))
        kept = numpy.zeros(len(share), bool)
        kept[order[: best + 1]] = True
        mean = (share * self.n)[kept].sum() / max(self.n[kept].sum(), 1)
        return kept & (share >= max(SHARE_MIN, LAG_MAX * mean))

    def score(self, kept):
        text = "\n".join(text for text, keep in zip(self.text, kept) if keep)
        flat = " ".join(text.lower().split())
        part = lambda snippets: sum(" ".join(s.lower().split()) in flat for s in snippets) / len(snippets) if snippets else numpy.nan
        return f1(words(text), words(self.truth)), part(self.wanted), part(self.unwanted)


def train(pages, columns, trees=TREES, **other):
    pages = [page for page in pages if page.x is not None]
    table = lightgbm.Dataset(numpy.concatenate([p.x[:, columns] for p in pages]), numpy.concatenate([p.y for p in pages]),
                             weight=numpy.concatenate([p.weight() for p in pages]))
    return lightgbm.train({**PARAMETERS, **other}, table, trees)


def fit(pages):
    every = numpy.arange(next(page.x.shape[1] for page in pages if page.x is not None))
    gain = train(pages, every, 50, learning_rate=0.1, num_leaves=16).feature_importance("gain")
    columns = numpy.sort(numpy.argsort(-gain, kind="stable")[:COLUMNS])
    return train(pages, columns), columns


def judged(model, columns, page):
    return page.keep(model.predict(page.x[:, columns])) if page.x is not None else []


def report(name, pages, kept):
    print(name)
    for kind in sorted({page.kind for page in pages}) + ["all"]:
        rows = numpy.array([page.score(keep) for page, keep in zip(pages, kept) if kind in (page.kind, "all")])
        print(f"  {kind:14} {len(rows):4} pages  word-F1 {rows[:, 0].mean():.4f}  wanted {numpy.nanmean(rows[:, 1]):.3f}  unwanted {numpy.nanmean(rows[:, 2]):.3f}")
    sys.stdout.flush()


def export(model, columns, path):
    """The format of judge/forest.rs."""
    trees = model.dump_model()["tree_info"]
    out = struct.pack("<H", len(trees))
    for tree in trees:
        splits, leaves = [], []

        def visit(node):
            if "leaf_value" in node and "split_feature" not in node:
                leaves.append(node["leaf_value"])
                return -len(leaves)
            number = len(splits)
            splits.append(None)
            left, right = visit(node["left_child"]), visit(node["right_child"])
            # a threshold lies between two values; the next smaller f32 keeps values that are f32 on their side
            threshold = numpy.float32(node["threshold"])
            if float(threshold) > node["threshold"]:
                threshold = numpy.nextafter(threshold, numpy.float32(-numpy.inf))
            splits[number] = (int(columns[node["split_feature"]]), float(threshold), left, right)
            return number

        visit(tree["tree_structure"])
        out += struct.pack("<B", len(splits)) + b"".join(struct.pack("<Hfbb", *split) for split in splits) + struct.pack(f"<{len(leaves)}f", *leaves)
    open(path, "wb").write(out)
    print(f"{path}: {len(trees)} trees, {len(out)} bytes")


def main():
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(arguments) != 3:
        sys.exit(__doc__)
    folder, rows, out = arguments
    pages = [Page(folder, rows, number, about) for number, about in sorted(json.load(open(f"{folder}/index.json")).items())]
    if "--no-cv" not in sys.argv:
        kept = [None] * len(pages)
        for learn, check in GroupKFold(FOLDS).split(pages, groups=[page.domain for page in pages]):
            model, columns = fit([pages[at] for at in learn])
            for at in check:
                kept[at] = judged(model, columns, pages[at])
        report(f"out of sample: {FOLDS} folds, no domain on both sides", pages, kept)
    model, columns = fit(pages)
    report("in sample", pages, [judged(model, columns, page) for page in pages])
    export(model, columns, out)


if __name__ == "__main__":
    main()
