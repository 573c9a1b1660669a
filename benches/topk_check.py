#!/usr/bin/env python3
"""topk_check.py DATA.bin ANSWER.bin [ASKERS] [SEED]: holds an answer of `topk` against trying every pair, for schools drawn by chance.

A check of its own: numpy, the formula as it stands, and nothing of ours. Every id must be the same, every cost to 1e-5. About a
second an asker at 6 million schools, and 1.5 GB.
"""
import sys
import numpy as np

RADIUS_KM, ASPECTS, TOP, HEAD = 6371.0088, 5, 10, 16


def read(path):
    """The columns of a data file; topk.rs says which."""
    raw = np.memmap(path, np.uint8, "r")
    assert bytes(raw[:8]) == b"SCHOOL01", f"{path} is no file of schools"
    schools = int(raw[8:HEAD].view("<u8")[0])
    at = HEAD

    def column(kind, of=1):
        nonlocal at
        size = np.dtype(kind).itemsize * schools * of
        part, at = raw[at:at + size].view(kind), at + size
        return part.reshape(of, schools) if of > 1 else part

    lat, lon = np.radians(column("<f8")), np.radians(column("<f8"))
    sphere = [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
    context = [column("<f4").astype("f8"), column("<f4").astype("f8")]
    return schools, sphere, context, column("u1", ASPECTS), column("u1")


def best(costs, hosts):
    """The ten cheapest hosts, the first of those that cost the same, and what they cost."""
    near = hosts
    if len(hosts) > TOP:
        limit = np.partition(costs[hosts], TOP - 1)[TOP - 1]
        near = hosts[costs[hosts] <= limit]
    near = near[np.lexsort((near, costs[near]))][:TOP]
    ids, found = np.full(TOP, -1), np.full(TOP, np.inf)
    ids[:len(near)], found[:len(near)] = near, costs[near]
    return ids, found


def main():
    data, answer = sys.argv[1:3]
    askers, seed = (int(given) for given in (sys.argv[3:5] + ["200", "1"][len(sys.argv[3:5]):]))
    schools, sphere, context, phases, share = read(data)
    told = np.memmap(answer, np.uint8, "r")
    half = ASPECTS * schools * TOP * 4
    assert len(told) == 2 * half, f"{answer}: {len(told)} bytes, {2 * half} expected"
    ids = told[:half].view("<i4").reshape(ASPECTS, schools, TOP)
    costs = told[half:].view("<f4").reshape(ASPECTS, schools, TOP)

    rows = other = 0
    largest = 0.0
    for asker in np.random.default_rng(seed).choice(schools, min(askers, schools), replace=False):
        chord = np.sqrt(sum((axis - axis[asker]) ** 2 for axis in sphere))
        base = 2 * RADIUS_KM * np.arcsin(np.minimum(1, chord / 2)) / 50
        base += np.sqrt(sum((trait - trait[asker]) ** 2 for trait in context))
        for aspect in range(ASPECTS):
            own = phases[aspect][asker]
            hosts = np.flatnonzero((phases[aspect] > own) & (share >> aspect & 1 == 1))
            cost = np.full(schools, np.inf)
            cost[hosts] = base[hosts] + 0.5 * (phases[aspect][hosts].astype("f8") - own - 1)
            true_ids, true_costs = best(cost, hosts)
            rows += 1
            other += bool((ids[aspect, asker] != true_ids).any())
            known = np.isfinite(true_costs)
            assert (np.isfinite(costs[aspect, asker]) == known).all(), f"school {asker}, aspect {aspect}"
            apart = np.abs(costs[aspect, asker][known] - true_costs[known]) / (1 + true_costs[known])
            largest = max(largest, apart.max(initial=0))
    print(f"{rows} rows of {askers} schools: {other} with other ids, largest relative difference in cost {largest:.2g}")
    sys.exit(1 if other or largest > 1e-5 else 0)


main()
