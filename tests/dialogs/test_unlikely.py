"""What is unlikely is named when it is told, taken when it is said again, and either fact can be changed."""

from tests.dialogs.corpus.hearing import at


def test_an_amount_above_the_limit_is_asked_back_and_taken_when_it_is_said_again():
    talk = at("you.contributed").says("9,000")
    assert "you.contributed" not in talk.answers
    assert "$7,500" in talk.text
    assert talk.says("9,000").answers["you.contributed"] == "9000"


def test_so_much_from_the_employer_can_be_confirmed_or_the_pay_changed():
    talk = at("you.plans.401k.employer_money").says("80k")
    assert "you.plans.401k.employer_money" not in talk.answers
    assert "Change: Your pay (compensation)" in talk.labels
    assert talk.presses("Employer money in your 401(k): $80,000").answers["you.plans.401k.employer_money"] == "80000"


def test_a_young_birth_beside_much_pay_is_named_with_both():
    talk = at("you.birth_year").says("2006")
    assert "$190,000" in talk.text
    assert "2006" in talk.text
    assert "you.birth_year" not in talk.answers


def test_more_than_there_can_be_is_asked_back_with_both_and_taken_when_it_is_confirmed():
    for fact, said, beside in (
        ("you.basis", "900,000", "$72,100"),  # 7,600 and 58,000 now, 6,500 converted
        ("you.plans.401k.after_tax_made", "90,000", "$72,000"),
        ("you.plans.401k.after_tax_earnings", "200,000", "$9,000"),
    ):
        talk = at(fact).says(said)
        assert fact not in talk.answers
        assert beside in talk.text
        assert talk.says(said).answers[fact] == said.replace(",", "")


def test_a_required_distribution_above_all_that_is_there_is_asked_back():
    talk = at("you.ira_rmd", "older").says("900,000")
    assert "you.ira_rmd" not in talk.answers
    assert "$72,100" in talk.text
