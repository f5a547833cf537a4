"""Answer sets drawn at random: for Hypothesis, and from a seed where very many are needed."""

from hypothesis import strategies as st

NONSENSE = [None, "?", 99, [], ["?"], {"a": 1}, True, -1, ["none", "?"], [["none"]]]


def any_answer(question):
    """Any answer the question takes, and now and then one it does not."""
    if question.kind == "scale":
        sensible = st.integers(question.low, question.high)
    elif question.kind == "single":
        sensible = st.sampled_from([option.id for option in question.options])
    else:
        ids = [option.id for option in question.options]
        free = [one for one in ids if one not in question.exclusive]
        sensible = st.lists(st.sampled_from(free), min_size=1, max_size=4, unique=True)
        if question.exclusive:
            alone = st.sampled_from(sorted(question.exclusive)).map(lambda one: [one])
            sensible = alone | sensible | st.lists(st.sampled_from(ids), max_size=3)
    return sensible | st.sampled_from(NONSENSE)


def any_answers(definition):
    """Any mapping of answers: some questions left out, some off the path."""
    return st.fixed_dictionaries({}, optional={q.id: any_answer(q) for q in definition.asked})


def complete_answers(definition, chance, calm=0.7):
    """One answer set with every question answered. calm: how often no danger sign is ticked."""
    quiet = chance.random() < calm
    return {question.id: drawn(question, chance, quiet) for question in definition.asked}


def drawn(question, chance, quiet):
    if question.kind == "scale":
        return chance.randint(question.low, question.high)
    if question.kind == "single":
        plain = [o.id for o in question.options if not (quiet and is_sign(question, o))]
        return chance.choice(plain)
    if question.safety and (quiet or chance.random() < 0.8):
        facts = [o.id for o in question.options if not is_sign(question, o) and o.id != "none"]
        return [chance.choice(facts)] if facts and chance.random() < 0.15 else ["none"]
    if question.exclusive and chance.random() < 0.4:
        return [chance.choice(sorted(question.exclusive))]
    free = [option.id for option in question.options if option.id not in question.exclusive]
    return chance.sample(free, chance.randint(1, min(3, len(free))))


def is_sign(question, option):
    return bool(option.flag) or bool(question.unsure_level and option.id == "unsure")
