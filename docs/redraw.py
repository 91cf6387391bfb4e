"""Draws a sample again from its record, with nothing but Python 3's standard library.

    python3 redraw.py record.json      (or the record on standard input)

It prints the cases that the draw gives, one to a line, replacements in their places, by the rules of the method
"dipper-draw-1" or "dipper-draw-2" (src/lib/domain/sampling/DRAW.md). It ends with 0 when they are the cases that the record says, and
with 1, and a sentence, when they are not.
"""

import hashlib
import json
import sys


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def by_code_unit(text):
    """The order in which the record was made: by UTF-16 code unit."""
    return text.encode("utf-16-be")


def place(case, seed):
    """The smallest of a case's tickets."""
    name = seed + "|" + case["caseRef"]
    tickets = [sha256(name)] + [sha256(f"{name}|{k}") for k in range(2, case.get("tickets", 1) + 1)]
    return min(tickets)


def out_of_the_hat(pool, seed):
    return sorted(pool, key=lambda case: (place(case, seed), by_code_unit(case["caseRef"])))


def order_of(pool, method, seed):
    if method["kind"] == "nominated":
        return sorted(pool, key=lambda case: method["caseRefs"].index(case["caseRef"]))
    hat = out_of_the_hat(pool, seed)
    if method["kind"] != "systematic":
        return hat
    listed = sorted(pool, key=lambda case: (by_code_unit(case["orderKey"]), by_code_unit(case["caseRef"])))
    start, size, total = int(sha256(seed + "|start")[:8], 16), method["size"], len(listed)
    steps = [listed[(start + i * total // size) % total] for i in range(min(size, total))]
    stepped = {case["caseRef"] for case in steps}
    return steps + [case for case in hat if case["caseRef"] not in stepped]


def draw(order, strata):
    room = {one["stratum"]: one["size"] for one in strata}
    taken, drawn = set(), []
    for case in order:
        if room.get(case["stratum"], 0) == 0 or taken & shares(case):
            continue
        room[case["stratum"]] -= 1
        taken |= shares(case)
        drawn.append(case)
    return drawn


def shares(case):
    """What no other case of the sample may have: its household and its worker, where they count."""
    return {(what, case[what]) for what in ("household", "worker") if what in case}


def replace(drawn, order, replacements):
    """Each replacement is the next of its stratum, never yet drawn, and of no household and worker that stay."""
    cases, used = list(drawn), {case["caseRef"] for case in drawn}
    for one in replacements:
        at = next((i for i, case in enumerate(cases) if case["caseRef"] == one["out"]), None)
        if at is None:
            sys.exit(f"{one['out']} was replaced, but was not in the sample.")
        stays = set().union(*(shares(case) for i, case in enumerate(cases) if i != at))
        following = next(
            (
                case
                for case in order
                if case["stratum"] == cases[at]["stratum"]
                and case["caseRef"] not in used
                and not stays & shares(case)
            ),
            None,
        )
        if following is None:
            sys.exit(f"Nobody was left to take the place of {one['out']}.")
        cases[at] = following
        used.add(following["caseRef"])
    return cases


def recorded(sample):
    cases = [case["caseRef"] for case in sample["drawn"]]
    for one in sample["replacements"]:
        cases = [one["in"] if case == one["out"] else case for case in cases]
    return cases


def main():
    source = open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin
    record = json.load(source)
    sample = record.get("sample", record)
    if sample["algorithm"] not in ("dipper-draw-1", "dipper-draw-2"):
        sys.exit(f"This program draws by dipper-draw-1 and 2, and the record by {sample['algorithm']}.")
    pool = sample["pool"]
    lines = "\n".join(f"{case['caseRef']}|{case['stratum']}" for case in pool)
    if sha256(lines) != sample["poolHash"]:
        sys.exit("The list of cases that could be drawn is not the one whose fingerprint the record has.")
    order = order_of(pool, sample["rule"]["method"], sample["seed"])
    cases = [case["caseRef"] for case in replace(draw(order, sample["strata"]), order, sample["replacements"])]
    print("\n".join(cases), flush=True)
    if cases != recorded(sample):
        sys.exit("These are not the cases that the record says.")


main()
