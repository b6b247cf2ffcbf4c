"""Each fault, planted in a small tree, is found; the tree without it is clean."""

import tempfile
import unittest
from pathlib import Path

from check_tree import check

SOUND = {
    "cmake/public_headers.txt": "actors/engine.hpp\n",
    "domain/README.md": "rules\n",
    "domain/expected.hpp": "#pragma once\n#include <tl/expected.hpp>\n",
    "persistence/README.md": "log\n",
    "persistence/store.cpp": '#include "docket/domain/expected.hpp"\n#include <SQLiteCpp/SQLiteCpp.h>\n#include <unistd.h>\n',
    "actors/README.md": "actors\n",
    "actors/engine.hpp": '#pragma once\n#include "docket/domain/expected.hpp"\n#include <future>\n',
    "actors/shard.cpp": '#include "docket/actors/engine.hpp"\n#include <caf/all.hpp>\n',
}


class Rules(unittest.TestCase):
    def faults_in(self, planted: dict[str, str]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            for path, text in {**SOUND, **planted}.items():
                file = Path(folder, path)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            return check(Path(folder))

    def expect(self, path: str, text: str, where: str, word: str):
        faults = self.faults_in({path: text})
        self.assertEqual(1, len(faults), faults)
        self.assertTrue(faults[0].startswith(where), faults[0])
        self.assertIn(word, faults[0])

    def test_a_sound_tree_has_no_faults(self):
        self.assertEqual([], self.faults_in({}))

    def test_a_floor_may_not_include_from_one_on_top_of_it(self):
        self.expect("domain/rule.cpp", '#include "docket/persistence/store.hpp"\n', "domain/rule.cpp:1:", "on top of it")

    def test_the_umbrella_header_counts_as_the_actors_floor(self):
        self.expect("persistence/x.cpp", '#include "docket/engine.hpp"\n', "persistence/x.cpp:1:", "on top of it")

    def test_a_test_of_a_floor_keeps_to_it_too(self):
        faults = self.faults_in({"tests/domain/README.md": "", "tests/domain/x.cpp": '\n#include "docket/actors/engine.hpp"\n'})
        self.assertEqual(["tests/domain/x.cpp:2: domain includes from actors, which stands on top of it"], faults)

    def test_an_include_without_the_prefix_is_found(self):
        self.expect("domain/rule.cpp", '#include "expected.hpp"\n', "domain/rule.cpp:1:", "docket/<floor>")

    def test_caf_stays_in_the_actors(self):
        self.expect("persistence/x.cpp", "#include <caf/all.hpp>\n", "persistence/x.cpp:1:", "not for persistence")

    def test_sqlite_stays_in_persistence(self):
        self.expect("actors/x.cpp", "#include <sqlite3.h>\n", "actors/x.cpp:1:", "not for actors")

    def test_an_unknown_package_is_found(self):
        self.expect("actors/x.cpp", "#include <boost/any.hpp>\n", "actors/x.cpp:1:", "no package")

    def test_the_domain_throws_no_dice(self):
        self.expect("domain/x.cpp", "#include <random>\n", "domain/x.cpp:1:", "pure rules")

    def test_a_public_header_shows_no_caf(self):
        self.expect("actors/engine.hpp", "#pragma once\n#include <caf/all.hpp>\n", "actors/engine.hpp:2:", "shows")

    def test_a_public_header_includes_no_private_one(self):
        self.expect("actors/engine.hpp", '#pragma once\n#include "docket/actors/shard.hpp"\n', "actors/engine.hpp:2:",
                    "private")

    def test_a_public_header_that_is_gone_is_missed(self):
        self.expect("cmake/public_headers.txt", "actors/engine.hpp\nactors/gone.hpp\n", "cmake/public_headers.txt",
                    "does not exist")

    def test_a_long_file_is_found(self):
        self.expect("domain/long.cpp", "\n" * 401, "domain/long.cpp:1:", "401 lines")

    def test_a_folder_without_readme_is_found(self):
        self.expect("domain/order/x.cpp", "\n", "domain/order:1:", "README")

    def test_a_mark_of_unfinished_work_is_found(self):
        self.expect("domain/x.cpp", "\n// TO" + "DO later\n", "domain/x.cpp:2:", "unfinished")

    def test_a_header_without_guard_is_found(self):
        self.expect("domain/x.hpp", "struct x;\n", "domain/x.hpp:1:", "pragma once")

    def test_using_namespace_in_a_header_is_found(self):
        self.expect("domain/x.hpp", "#pragma once\nusing namespace std;\n", "domain/x.hpp:2:", "using namespace")

    def test_code_in_a_document_that_no_program_has_is_found(self):
        text = "<!-- from actors/shard.cpp -->\n```cpp\nint gone;\n```\n"
        self.expect("actors/README.md", text, "actors/README.md:1:", "does not stand in actors/shard.cpp")

    def test_code_in_a_document_may_be_a_part_of_a_program(self):
        text = "<!-- from actors/shard.cpp -->\n```cpp\n#include <caf/all.hpp>\n```\n"
        self.assertEqual([], self.faults_in({"actors/README.md": text}))

    def test_a_link_that_leads_nowhere_is_found(self):
        text = "[the log](../persistence/README.md), [the law](../domain/law.md)\n"
        self.expect("actors/README.md", text, "actors/README.md:1:", "../domain/law.md")


if __name__ == "__main__":
    unittest.main()
