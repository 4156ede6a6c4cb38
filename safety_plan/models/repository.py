"""Where the files of a plan are kept, and the address at which a page of them can be changed.

GitHub and GitLab have other forms of address. Which of them a host is can be told from its name,
or stands in `repository_kind` where a council runs one at an address of its own.
"""

from urllib.parse import quote, urlsplit

from safety_plan.models.settings import Settings

#: How the address goes on after that of the repository, to the page that edits a file.
#: https://docs.github.com/en/repositories/working-with-files/managing-files/editing-files
#: https://docs.gitlab.com/user/project/repository/web_editor/
_EDIT_FORMS = {"github": "edit/{branch}/{path}", "gitlab": "-/edit/{branch}/{path}"}
#: The branch where none is named.
MAIN_BRANCH = "main"


#: An address at GitHub ends with the owner and the name; at GitLab groups may hold groups.
_PARTS_AT_GITHUB = 2


def repository_kind(settings: Settings) -> str:
    """`github` or `gitlab`; empty where neither the setting nor the address says which."""
    if settings.repository_kind in _EDIT_FORMS:
        return settings.repository_kind
    names = (urlsplit(settings.repository).hostname or "").split(".")
    return next((kind for kind in _EDIT_FORMS if kind in names), "")


def leads_inside(settings: Settings) -> bool:
    """Whether the address leads to a branch, a file or a search of the repository."""
    address = urlsplit(settings.repository)
    parts = [part for part in address.path.split("/") if part]
    is_inside = (
        len(parts) > _PARTS_AT_GITHUB if repository_kind(settings) == "github" else "-" in parts
    )
    return is_inside or bool(address.query or address.fragment)


def edit_address(settings: Settings, path: str) -> str:
    """Where the file *path* of the plan, such as `docs/index.md`, can be changed; or empty.

    It is empty where the plan names no repository, or nobody can tell the form of its addresses.
    """
    kind = repository_kind(settings)
    if not settings.repository or not kind:
        return ""
    repository = settings.repository.rstrip("/").removesuffix(".git")
    folder = settings.folder.strip("/")
    file = f"{folder}/{path}" if folder else path
    form = _EDIT_FORMS[kind].format(branch=quote(settings.branch or MAIN_BRANCH), path=quote(file))
    return f"{repository}/{form}"
