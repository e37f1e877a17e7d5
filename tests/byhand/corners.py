"""Hand-written cases for the corners of the file format, compared as drawn ones are."""

from __future__ import annotations

CORNERS: dict[str, str] = {}

CORNERS["the sketch"] = """
detente: 1
id: harbour
title: The harbour dispute
parties:
  city:
    name: The city
    options:
      reopen: Reopen the talks
      sell: {does: Sell the docks, one_way: up}
      offer: {does: Wage offer, levels: [none, low, full]}
    prefers:
      - not strike
      - {is: sell if strike else not sell, basis: reading, doubt: high}
      - {any: [offer <= low, end_strike_pledge], basis: assumed}
  union:
    name: The union
    options:
      strike: Strike
      end_strike_pledge: Pledge
    ranking: [offer=full + end_strike_pledge, [none, strike], code 8]
  shippers: {name: Shippers, at_table: false}
present: {strike: true}
impossible: [sell and reopen, strike and end_strike_pledge]
hypotheses:
  city_bluffs: {city: {prefers: [not strike, not sell]}}
views:
  city:
    union: {prefers: [strike if not offer == full else not strike]}
    unseen: [end_strike_pledge]
    imagined: {union: {sabotage: Sabotage the cranes}}
    one_way: {sell: false}
    impossible: [offer == full]
    present: {strike: true}
    means: {settlement: offer >= low}
    aware: true
  city.union: {city: {prefers: [sell]}}
"""

CORNERS["weights are exact"] = """
parties:
  a:
    options: {x: X, y: Y, z: Z}
    weights: {x: 0.1, y: 0.2, z: 0.3}
  b:
    options: {u: U, v: V}
    weights:
      u: 0.10000000000000000000000000000000000001
      v: 0.1
      u and v and x: -0.1
present: x + y
"""

CORNERS["weights beyond a machine word"] = """
parties:
  a:
    options: {x: X, y: Y, z: Z}
    weights: {x: 1e30, y: 1, z: 1000000000000000000000000000001, x and z: -1e30}
  b: {options: {u: U}, weights: {u: -3, x iff u: 3.0}}
"""

CORNERS["bare names that two parties share"] = """
parties:
  a: {options: {arm: Arm, talk: Talk}, prefers: [not b.arm, a.arm if b.arm else not a.arm]}
  b: {options: {arm: Arm}, ranking: [none, [a.arm + b.arm, code 4], b.arm=true + talk]}
impossible: [a.arm and talk]
present: {a.arm: true}
views:
  a: {unseen: [b.arm]}
  b: {unseen: {a.arm: true}, one_way: {b.arm: up}}
"""

CORNERS["words that older YAML takes for truth values"] = """
parties:
  on: {options: {y: Yes, no: No}, prefers: [no, not y]}
  off: {options: {yes: Yes, n: {does: N, levels: [off, on], one_way: [on]}}, ranking: [yes + n, y]}
present: {no: true, n: on}
"""

CORNERS["levels that are not words"] = """
parties:
  a: {options: {cut: {does: Cut, levels: [0, 10, 25], one_way: up}}, prefers: [cut == 10, cut < 25]}
  b:
    options: {ease: {does: Ease, levels: [false, true], one_way: [true]}}
    ranking: [cut=25 + ease, [cut=10, none], ease]
present: {cut: 10}
"""

CORNERS["names in several scripts"] = """
parties:
  किसान: {options: {हड़ताल: Strike, "เจรจา": {does: Talk, levels: [ไม่, ใช่]}},
    prefers: [हड़ताल if not уступка, เจรจา == ใช่]}
  город: {options: {уступка: Concede, 罢工: Lock out}, ranking: [हड़ताल + уступка, [罢工, none]]}
views:
  किसान: {unseen: [罢工]}
  город: {unseen: {เจรจา: ใช่}}
"""

CORNERS["a level that cannot be left between two that can"] = """
parties:
  a:
    options: {o: {does: O, levels: [low, mid, high], one_way: [mid]}, p: {does: P, one_way: down}}
    prefers: [o == mid and not p, o == high]
  b: {options: {q: Q}, prefers: [q iff o >= mid, p]}
impossible: [o == mid and p and q]
present: {p: true}
"""

CORNERS["a party without options, and one without a say"] = """
parties:
  a: {options: {x: X}, prefers: [x]}
  b: {options: {y: Y}, prefers: [x iff y]}
  c: {prefers: [not x, y]}
  d: {name: Affected, at_table: false}
views:
  a: {unseen: [c]}
  b: {unseen: [a]}
"""

CORNERS["nested views three deep"] = """
parties:
  a: {options: {x: X, x2: X2}, prefers: [x and y, not x]}
  b: {options: {y: Y}, prefers: [not x, y]}
present: {x: true}
views:
  a: {b: {prefers: [y]}, unseen: [x2]}
  a.b: {a: {prefers: [x]}, one_way: {x: up}}
  a.b.a: {b: {prefers: [not y]}, unseen: {y: true}}
  b.a: {imagined: {a: {hoax: Hoax}}, a: {prefers: [hoax, x]}}
"""

CORNERS["awareness denied"] = """
parties:
  a: {options: {x: X}, prefers: [x and y, not x]}
  b: {options: {y: Y}, prefers: [not x, y]}
views:
  a: {b: {prefers: [y]}, aware: false}
  a.b: {a: {prefers: [x]}}
  b: {aware: true}
"""

CORNERS["awareness without anything nested"] = """
parties:
  a: {options: {x: X}, prefers: [x and y, not x]}
  b: {options: {y: Y}, prefers: [not x, y]}
  c: {options: {z: Z}, prefers: [z iff x]}
views:
  a: {unseen: [c], aware: true}
  b: {a: {prefers: [not x, y]}, unseen: {x: true}}
"""

CORNERS["a presumed level that the present gives"] = """
parties:
  a: {options: {x: X, w: {does: W, levels: [low, mid, high]}}, prefers: [x if y, w >= mid]}
  b: {options: {y: Y}, prefers: [y iff x, w == low]}
present: y + w=mid
views:
  a: {unseen: [y]}
  b: {unseen: [w], present: {w: high, x: true}}
  b.a: {unseen: {y: true}}
"""

CORNERS["what a view thinks possible"] = """
parties:
  a: {options: {x: X, w: W}, prefers: [x and y and w, not x]}
  b: {options: {y: Y}, prefers: [x if w else y]}
impossible: [x and y == true, w and not x]
views:
  a: {possible: [x AND (y=true)], impossible: [y and w]}
  a.b: {possible: [y and w]}
  b: {possible: [w and not x]}
"""

CORNERS["merging under different preferences"] = """
parties:
  a: {options: {x: X, quit: {does: Quit, one_way: up}}, ranking: [x + y, none, quit + x, [x, y]]}
  b: {options: {y: Y}, prefers: [quit, (x iff y) or quit]}
same: [quit]
present: none
views:
  a: {b: {ranking: [code 7, y]}}
  b: {unseen: [x]}
"""

CORNERS["a graph whose moves do not chain"] = """
parties:
  one: {ranking: [s3, [s1, s4], s2]}
  two: {prefers: [s4 or s2, not s3]}
  three: {weights: {s1: 0.5, not s2: 0.5, s3 or s4: 0.5}}
states: [s1, s2, {id: s3, name: Deadlock}, s4]
moves:
  one: [[s1, s2], [s2, s3], [s4, s1]]
  two: [[s2, s4], [s3, s1]]
  three: [[s4, s3], [s3, s2]]
present: s1
views:
  one: {unseen: [three]}
  two: {impossible: [s4], one: {ranking: [s2, s1]}}
  two.one: {two: {prefers: [s3]}}
"""

CORNERS["a graph with merged states"] = """
parties:
  one: {ranking: [s2, s1, s5]}
  two: {ranking: [s5, [s4, s1], s2]}
states: [s1, s2, s3, s4, s5]
moves:
  one: [[s1, s2], [s3, s4], [s5, s1]]
  two: [[s2, s5], [s4, s5], [s5, s3]]
same: [s2 or s3]
impossible: [not s1 and s4]
"""

CORNERS["ties everywhere"] = """
parties:
  a: {options: {x: X, w: W}, prefers: [x or not x]}
  b: {options: {y: Y}, ranking: [[none, x, w, x + w, y, x + y, w + y, x + w + y]]}
  c: {options: {z: Z}, weights: {x: 0}}
"""

CORNERS["A B A is a legal reply"] = """
parties:
  i: {options: {go: {does: Go, one_way: up}}, prefers: [b2 and a2, go]}
  a: {options: {a1: {does: A1, one_way: up}, a2: {does: A2, one_way: up}}, prefers: [a2, a1]}
  b: {options: {b1: {does: B1, one_way: up}, b2: {does: B2, one_way: up}}, prefers: [b2, b1]}
impossible: [b1 and not a1, a2 and not b1, b2 and not a2, a1 and not go]
present: none
"""
