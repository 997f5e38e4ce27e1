"""How often a name or a word that no entry has is turned into somebody's: in sentences with made-up names, and in prose.

Names come from Faker (MIT), given and family names at random in 31 locales; some of them are famous, and rightly folded. Prose
is what the user has: each file is cut into documents of about 1,500 characters at blank lines, and every spelling that is
rewritten is printed with how often, and once as it stands, to be read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import translit

RESULT = Path(__file__).resolve().parent / "results" / "strangers.json"

LOCALES = (
    "az_AZ", "bg_BG", "cs_CZ", "da_DK", "de_DE", "en_GB", "en_IN", "en_US", "es_ES", "es_MX", "et_EE", "fi_FI", "fr_FR", "hr_HR",
    "hu_HU", "id_ID", "it_IT", "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "ru_RU", "sk_SK", "sl_SI",
    "sv_SE", "tr_TR", "uk_UA",
)  # fmt: skip

CONTEXTS = (
    "{given} {family} said on Friday that the town was quiet.",
    "It was {family} who had told them.",
    "Mr. {family} lives in the house with the others.",
    "{family} said on Friday that he had been there.",
    "President {family} was there.",
)

EXAMPLES = """
examples:
  python bench/strangers.py                     6,000 names of each locale, printed (three minutes)
  python bench/strangers.py --write             and kept in bench/results/strangers.json
  python bench/strangers.py --prose a.txt b.txt every spelling that is rewritten in these files
  python bench/strangers.py --prose a.txt --rewrite all   the same with names written otherwise in other scripts, too

exit codes:
    0  done
    2  wrong usage, or Faker is not installed
"""

_DOCUMENT = 1500
_AROUND = 40


def made_up(size: int, seed: int) -> list[tuple[str, str]]:
    """Given and family names, each pair once."""
    from faker import Faker

    Faker.seed(seed)
    fakes = map(Faker, LOCALES)
    return list(dict.fromkeys((fake.first_name(), fake.last_name()) for fake in fakes for _ in range(size)))


def measured(norm: translit.Normalizer, context: str, names: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """How many sentences there are, and what is rewritten in them."""
    sentences = dict.fromkeys(context.format(given=given, family=family) for given, family in names)
    rewrites = sorted({(m.text, m.replacement, m.method) for s in sentences for m in norm.find(s) if m.replacement != m.text})
    return {
        "context": context,
        "sentences": len(sentences),
        "rewrites": dict(sorted(Counter(method for *_, method in rewrites).items())),
        "pairs": [f"{text} → {written} ({method})" for text, written, method in rewrites],
    }


def documents(text: str) -> Iterator[str]:
    """Stretches of a text of about 1,500 characters, cut at blank lines."""
    gathered = ""
    for paragraph in re.split(r"\n\s*\n", text):
        gathered += paragraph + "\n\n"
        if len(gathered) >= _DOCUMENT:
            yield gathered
            gathered = ""
    yield gathered


def rewritten_in(norm: translit.Normalizer, path: Path) -> Iterator[str]:
    """Each rewrite of a file, the most frequent first: how often, spelling, what is written, method, and where it stands."""
    counts: Counter[tuple[str, str, str]] = Counter()
    stands: dict[tuple[str, str, str], str] = {}
    for document in documents(path.read_text(encoding="utf-8", errors="surrogateescape")):
        for m in norm.find(document):
            if m.replacement != m.text:
                key = (" ".join(m.text.split()), " ".join(m.replacement.split()), m.method)
                counts[key] += 1
                around = f"{document[max(0, m.start - _AROUND) : m.start]}[{m.text}]{document[m.end : m.end + _AROUND]}"
                stands.setdefault(key, " ".join(around.split()))
    for key, count in counts.most_common():
        yield "\t".join((str(count), *key, stands[key])).encode("utf-8", "replace").decode()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=6000, help="names made in each locale (default: 6000)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--prose", type=Path, nargs="+", metavar="FILE", help="look at these files instead")
    parser.add_argument("--rewrite", choices=("same-script", "all"), default="same-script", help="as in translit fold")
    parser.add_argument("--write", action="store_true", help="keep the figures in bench/results/strangers.json")
    options = parser.parse_args()
    norm = translit.Normalizer(config=translit.Config(rewrite=options.rewrite))
    if options.prose:
        for path in options.prose:
            print(f"# {path.name}")
            for row in rewritten_in(norm, path):
                print(row)
        return 0
    if find_spec("faker") is None:
        print("strangers: python -m pip install Faker, or give files with --prose", file=sys.stderr)
        return 2
    names = made_up(options.size, options.seed)
    found = [measured(norm, context, names) for context in CONTEXTS]
    about = {
        "date": date.today().isoformat(),
        "version": translit.__version__,
        "lexicon": norm.lexicon.version,
        "faker": version("faker"),
        "seed": options.seed,
        "names": len(names),
    }
    for row in found:
        print(f"{row['sentences']:>7,} {row['context']:<60} {sum(row['rewrites'].values()):>4} {row['rewrites']}")
    if options.write:
        RESULT.write_text(json.dumps({"about": about, "contexts": found}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
