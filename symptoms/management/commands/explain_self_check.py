import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from symptoms.definition import load
from symptoms.engine import evaluate


class Command(BaseCommand):
    help = "Show what a set of self-check answers leads to, with the id of every rule that fired."

    def add_arguments(self, parser):
        parser.add_argument("answers", type=Path, help="A JSON file: page id -> answer.")

    def handle(self, *args, answers, **options):
        try:
            given = json.loads(answers.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{answers} is not a readable JSON file: {error}") from error
        definition = load()
        outcome = evaluate(definition, given)
        told = {"version": definition.version, "hash": definition.hash, **outcome.summary()}
        self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
