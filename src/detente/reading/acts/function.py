"""Small words that order a sentence."""

from __future__ import annotations

from detente.reading.acts.lists import bag

# Words that begin a part of a sentence which tells of the circumstances, not of the event.
SUBORDINATE = bag("""after before while when because since although though despite amid
    following if unless until whereas once as over during in_response_to in_retaliation_for
    in_the_wake_of due_to_the accusing in_connection_with on_the_eve_of in_spite_of because_of
    on_charges_of prompted_by in_return_for in_exchange_for in_order_to so_that aimed_at
    designed_to even_though instead_of along_with rather_than triggered_by sparked_by ahead_of
    in_reaction_to in_a_bid_to in_an_effort_to in_an_attempt_to in_revenge_for in_reprisal_for
    in_the_face_of""")
# Those of them that stand before a noun: what follows the noun's part may be the main verb.
BEFORE_NOUN = SUBORDINATE - bag("""after before while when because since although though if unless
    until whereas once as so_that even_though in_order_to aimed_at designed_to accusing""")
RELATIVE = bag("who which whose whom where")
FUTURE = bag("will would shall 'll going_to wo ll")
MODAL = bag("may might could can")
POSSIBLE = bag("may might could")
MUST = bag("must should have_to has_to ought_to need_to needs_to had_better had_to is_obliged_to")
NEGATION = bag("not never no without nor neither cannot n't hardly none nobody")
BE = bag("be is are was were been being am 's 're get got gets gotten")
DETERMINER = bag("""the a an this that these those its their his her our my your some any all no
    every each several many few both another such more most of 's""")
PREPOSITION = bag("""in on at from to for with against over by into near under between among
    about across of towards toward through within outside inside around along onto upon per via""")
PRONOUN = bag("i we you they he she it who that which")
