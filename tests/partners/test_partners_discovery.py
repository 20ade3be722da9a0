"""Partners are found without being imported, and one that is broken does not stop the rest."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from exin_schema.programme_file import load_programme
from exin_tui.partners.approval import Approval, wider
from exin_tui.partners.discovery import Partner, PartnerState, Without, installed_partners
from exin_tui.partners.installed import GROUP, Offer, offers
from exin_tui.partners.reading import parse_manifest

SIMPLE = """\
id = "{id}"
api = 1
consent = ["probation"]
name = {{ nb = "Friomsorgen", en = "Probation service" }}
[scope]
fields = ["code", "phase"]
topics = ["sentence"]
"""


def folder_with(parent: Path, partner_id: str, source: str = SIMPLE) -> Path:
    folder = parent / partner_id
    folder.mkdir(mode=0o755)
    (folder / "partner.toml").write_text(
        source.replace("{id}", partner_id).replace("{{", "{").replace("}}", "}")
    )
    (folder / "partner.toml").chmod(0o644)
    return folder


def by_id(partners: tuple[Partner, ...], partner_id: str) -> Partner:
    return next(partner for partner in partners if partner.id == partner_id)


def test_the_three_that_ship_are_found_active_and_in_the_order_of_their_tabs() -> None:
    partners = installed_partners(load_programme())
    assert [partner.id for partner in partners if partner.shipped] == ["prison", "nav", "school"]
    assert all(partner.active for partner in partners if partner.shipped)
    assert [partner.tab.say("nb") for partner in partners[:3]] == ["Fengsel", "NAV", "Skole"]


def test_entry_points_are_the_same_as_importlib_finds() -> None:
    found = {(offer.name, offer.package) for offer in offers()}
    assert found == {(point.name, point.value) for point in importlib.metadata.entry_points(group=GROUP)}


def test_a_distribution_that_is_found_twice_counts_from_where_python_would_import_it(tmp_path: Path) -> None:
    for place, version, name in (("first", "2.0", "nav"), ("second", "1.0", "jobs")):
        folder = tmp_path / place / f"exin_theirs-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = exin_theirs.sub:x  # theirs\n")
    found = offers([str(tmp_path / "first"), str(tmp_path / "nowhere"), str(tmp_path / "second")])
    assert found == (Offer("nav", "exin_theirs", "exin-theirs", "2.0"),)


def test_finding_partners_imports_neither_them_nor_the_metadata_machinery() -> None:
    script = (
        "import sys; from exin_tui.partners.discovery import installed_partners; installed_partners();"
        "print([m for m in sys.modules if m.startswith(('exin_nav', 'exin_prison', 'exin_school', 'textual',"
        "'importlib.metadata', 'pluggy', 'sqlalchemy'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_package_that_raises_on_import_is_still_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = folder_with(tmp_path, "exin_loud", SIMPLE.replace("{id}", "loud"))
    (package / "__init__.py").write_text("raise SystemExit('imported')")
    monkeypatch.syspath_prepend(str(tmp_path))
    offer = Offer("loud", "exin_loud", "exin-loud", "1.0")
    found = by_id(installed_partners(installed=[offer]), "loud")
    assert found.state is PartnerState.DISABLED
    assert "exin_loud" not in sys.modules


def test_a_stranger_starts_disabled_and_is_active_once_approved(tmp_path: Path) -> None:
    folder_with(tmp_path, "probation")
    found = by_id(installed_partners(partner_dirs=[tmp_path], installed=[]), "probation")
    assert found.state is PartnerState.DISABLED
    assert found.manifest is not None
    yes = {"probation": Approval.of(found.manifest)}
    again = by_id(installed_partners(partner_dirs=[tmp_path], approvals=yes, installed=[]), "probation")
    assert again.active


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('["code", "phase"]', '["code", "phase", "phone"]', "scope.fields: phone"),
        ('["probation"]', '["probation", "prison"]', "consent: prison"),
        ('["sentence"]', '["sentence", "health"]', "scope.topics: health"),
        ('topics = ["sentence"]', "topics = []", "scope.topics: −sentence"),
        ('topics = ["sentence"]', 'topics = ["sentence"]\n[python]\nhooks = "x.y"', "python"),
        (
            'topics = ["sentence"]',
            'topics = ["sentence"]\napplications = ["housing"]',
            "scope.applications: housing",
        ),
    ],
)
def test_a_wider_scope_needs_approval_again(tmp_path: Path, written: str, instead: str, said: str) -> None:
    before = parse_manifest(SIMPLE.format(id="probation")).manifest
    assert before is not None
    assert wider(before, Approval.of(before)) == ()
    folder_with(tmp_path, "probation", SIMPLE.replace(written, instead))
    yes = {"probation": Approval.of(before)}
    found = by_id(installed_partners(partner_dirs=[tmp_path], approvals=yes, installed=[]), "probation")
    assert found.state is PartnerState.NEEDS_APPROVAL
    assert found.reason is not None
    assert said in found.reason.say("nb")


def test_another_package_with_the_same_id_needs_approval_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_with(tmp_path, "probation")
    monkeypatch.syspath_prepend(str(tmp_path))
    manifest = parse_manifest(SIMPLE.format(id="probation")).manifest
    assert manifest is not None

    def state(distribution: str, approved: str | None) -> PartnerState:
        offer = Offer("probation", "probation", distribution, "1.0")
        yes = {"probation": Approval.of(manifest, approved)}
        return by_id(installed_partners(approvals=yes, installed=[offer]), "probation").state

    assert state("exin-probation", "exin-probation") is PartnerState.ACTIVE
    assert state("exin-probation", None) is PartnerState.ACTIVE  # approved before that was written down
    assert state("exin-stranger", "exin-probation") is PartnerState.NEEDS_APPROVAL
    assert state("exin-stranger", "") is PartnerState.NEEDS_APPROVAL
    yes = {"probation": Approval.of(manifest, "exin-probation")}
    found = by_id(installed_partners(partner_dirs=[tmp_path], approvals=yes, installed=[]), "probation")
    assert found.state is PartnerState.NEEDS_APPROVAL


def test_a_folder_that_is_named_twice_is_read_once_and_an_empty_one_is_told(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "probation")
    link = tmp_path.with_name(f"{tmp_path.name}-link")
    link.symlink_to(tmp_path)
    found = installed_partners(partner_dirs=[tmp_path, folder, link], installed=[])
    assert [partner.id for partner in found] == ["probation"]
    (folder / "partner.toml").unlink()
    (empty,) = installed_partners(partner_dirs=[tmp_path], installed=[])
    assert empty.state is PartnerState.FAILED
    assert empty.reason is not None
    assert "There is no partner.toml in it" in empty.reason.say("en")


def test_a_narrower_scope_needs_no_new_approval(tmp_path: Path) -> None:
    before = parse_manifest(SIMPLE.format(id="probation")).manifest
    assert before is not None
    folder_with(tmp_path, "probation", SIMPLE.replace('["code", "phase"]', '["code"]'))
    yes = {"probation": Approval.of(before)}
    assert by_id(installed_partners(partner_dirs=[tmp_path], approvals=yes, installed=[]), "probation").active


def test_one_that_ships_can_be_switched_off() -> None:
    found = by_id(installed_partners(approvals={"nav": Approval(enabled=False)}), "nav")
    assert found.state is PartnerState.DISABLED


def test_one_broken_partner_does_not_stop_the_rest(tmp_path: Path) -> None:
    folder_with(tmp_path, "broken", "id = [")
    folder_with(tmp_path, "newer", SIMPLE.replace("api = 1", "api = 7"))
    gone = Offer("gone", "exin_not_there", "exin-gone", "2.0")
    partners = installed_partners(
        load_programme(), partner_dirs=[tmp_path, tmp_path / "nowhere"], installed=[gone, *offers()]
    )
    states = {partner.id: partner.state for partner in partners}
    assert states["broken"] is PartnerState.FAILED
    assert states["newer"] is PartnerState.INCOMPATIBLE
    assert states["gone"] is PartnerState.FAILED
    assert states["nowhere"] is PartnerState.FAILED
    assert [partner.id for partner in partners if partner.active] == ["prison", "nav", "school"]
    assert all(partner.reason for partner in partners if not partner.active)


def test_two_with_one_id_the_newcomer_is_refused_and_both_are_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "nav")
    partners = installed_partners(partner_dirs=[tmp_path])
    refused = next(partner for partner in partners if partner.id == "nav" and not partner.active)
    assert by_id(partners, "nav").shipped
    assert refused.state is PartnerState.FAILED
    assert refused.reason is not None
    assert str(folder) in refused.reason.say("en")
    assert "exin-tui" in refused.reason.say("en")


def test_what_ships_keeps_its_id_before_a_package_that_is_found_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = folder_with(tmp_path, "exin_first", SIMPLE.replace("{id}", "nav"))
    monkeypatch.syspath_prepend(str(tmp_path))
    first = Offer("nav", package.name, "aaa-first", "1.0")
    partners = installed_partners(installed=[first, *offers()])
    assert by_id(partners, "nav").shipped
    refused = next(partner for partner in partners if partner.origin == "aaa-first 1.0")
    assert refused.state is PartnerState.FAILED


def test_a_partner_is_left_out_by_its_own_id_whatever_its_folder_is_called(tmp_path: Path) -> None:
    folder_with(tmp_path, "exin_probation", SIMPLE.replace("{id}", "probation"))
    manifest = parse_manifest(SIMPLE.format(id="probation")).manifest
    assert manifest is not None
    yes = {"probation": Approval.of(manifest)}
    for ids, state in (({"probation"}, PartnerState.DISABLED), ({"nav"}, PartnerState.ACTIVE)):
        found = installed_partners(
            partner_dirs=[tmp_path], approvals=yes, installed=[], without=Without(ids=frozenset(ids))
        )
        assert [one.state for one in found] == [state]


def test_no_partners_leaves_out_all_or_one() -> None:
    everything = installed_partners(without=Without(all=True))
    assert not any(partner.active for partner in everything)
    one = installed_partners(without=Without(ids=frozenset({"nav"})))
    assert [partner.id for partner in one if partner.active] == ["prison", "school"]


def test_a_folder_is_a_partner_itself_or_holds_partners(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "probation")
    assert by_id(installed_partners(partner_dirs=[folder], installed=[]), "probation").manifest
    assert by_id(installed_partners(partner_dirs=[tmp_path], installed=[]), "probation").manifest


@pytest.mark.skipif(os.name != "posix", reason="permissions of a POSIX system")
@pytest.mark.parametrize("open_to_others", ["folder", "partner", "manifest"])
def test_a_folder_that_others_can_write_to_is_refused(tmp_path: Path, open_to_others: str) -> None:
    partner = folder_with(tmp_path, "probation")
    {"folder": tmp_path, "partner": partner, "manifest": partner / "partner.toml"}[open_to_others].chmod(
        0o777
    )
    found = installed_partners(partner_dirs=[tmp_path], installed=[])[0]
    assert found.state is PartnerState.FAILED
    assert found.manifest is None
    assert found.reason is not None
    assert "chmod go-w" in found.reason.say("en")


def test_neither_the_current_folder_nor_a_relative_one_holds_partners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder_with(tmp_path, "probation")
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path, Path(), Path("probation")):
        found = installed_partners(partner_dirs=[folder], installed=[])
        assert [partner.state for partner in found] == [PartnerState.FAILED]
