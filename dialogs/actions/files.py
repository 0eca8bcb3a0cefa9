"""What the table names about files: the talk as one to keep, and one that was sent back."""

from __future__ import annotations

from dialogs.actions.trials import AtTrials
from dialogs.interview import agenda as agendas
from dialogs.session import Stage
from dialogs.views import exporting, question
from dialogs.views.exporting import Bad, Imported

MOST_NAMED = 5  # of what a file holds and nobody asks for


class AtFiles(AtTrials):
    def send_export(self) -> None:
        self.leave_trial_out()
        self.say("export")
        content = exporting.export(self.session, self.real.facts, self.today)
        self.show(document="export", content=content)

    def _read(self) -> Imported | Bad:
        if self.heard.reason:
            return Bad(self.heard.reason, {"most": exporting.LARGEST // 1000})
        return exporting.read(self.heard.text, self.today)

    def is_an_export(self) -> bool:
        return isinstance(self._read(), Imported)

    def hold_file(self) -> None:
        """Nothing of it counts before it is confirmed."""
        found = self._read()
        if isinstance(found, Imported):
            self.change(found=dict(found.answers), found_done=dict(found.done), ticking=None)
            if found.day:
                self.say("file.of_day", day=found.day)
            if found.left:
                self.say("file.left", names=list(found.left[:MOST_NAMED]))
            if (more := len(found.left) - MOST_NAMED) > 0:
                self.say("file.left_more", more=more)

    def refuse_file(self) -> None:
        found = self._read()
        if isinstance(found, Bad):
            self.say(f"file.{found.reason}", **found.shown)

    def ask_to_import(self) -> None:
        """What the file would bring, one line a fact."""
        told = agendas.agenda(self.session.found, self.today)
        lines = [f"• {question.fact_line(q, told.answers[q.fact], told)}" for q in told.told]
        self.say("file.holds", lines="\n".join(lines)) if lines else self.say("file.holds_nothing")
        self.say("file.replaces" if self.session.answers else "file.right")
        self.show(buttons=question.yes_no(self.session, Stage.IMPORTING, "take_file", "leave_file"))

    def take_file(self) -> None:
        """The file's answers; the present ones can be brought back."""
        session = self.session
        kept = session.held or session.kept
        self.change(answers=session.found, history=tuple(session.found), kept=kept)
        self.change(done={**session.done, **session.found_done}, found={}, found_done={})
        self.change(planned=None, revisit=None, ticks=None, confirmed=False)
        self.say("file.taken")
