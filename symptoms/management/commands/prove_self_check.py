from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from routines.content import Context, read_yaml
from symptoms.definition import DOCUMENT, DefinitionError, parse_beside
from symptoms.proof import Proof, Property, beside


class Command(BaseCommand):
    help = (
        "Prove the self-check over every possible answer set; fails with the answers that break it."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "document", type=Path, nargs="?", default=DOCUMENT, help="A draft; the shipped one."
        )

    def handle(self, *args, document, **options):
        context = Context()
        try:
            proof = beside(parse_beside(context, read_yaml(document)), context)
        except DefinitionError as error:
            raise CommandError(f"{error}\nThe self-check cannot be read.") from None
        self.stdout.write(counted(proof))
        for one in proof.properties:
            self.stdout.write(("holds  " if one.holds else "FAILS  ") + f"{one.text} [{one.cases}]")
            self.tell(one)
        if not proof.holds:
            raise CommandError("The self-check is not proved. It will not be loaded like this.")
        self.stdout.write(f"Proved in {proof.seconds:.1f} s.")

    def tell(self, one: Property) -> None:
        for fault in one.faults:
            self.stderr.write(f"    {fault.file}: {fault.item}: {fault.says}")
            for number, lines in enumerate(fault.people):
                self.stderr.write("      For example:" if not number else "      And then:")
                self.stderr.write("\n".join(f"        {line}" for line in lines))


def counted(proof: Proof) -> str:
    return (
        f"Self-check {proof.version} ({proof.hash[:8]}).\n"
        f"{proof.answer_sets:,} ways to answer every question;\n"
        f"{proof.paths:,} where follow-ups are answered only if asked;\n"
        "and every way to leave answers out or to send nonsense.\n"
        f"{proof.atoms} atoms, {proof.variables:,} variables, {proof.clauses:,} clauses, "
        f"{proof.queries} queries. In brackets: the cases of a property."
    )
