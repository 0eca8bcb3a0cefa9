from calc.states.ordinary import assess  # noqa
