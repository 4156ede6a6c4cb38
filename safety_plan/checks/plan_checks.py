"""Where `check` and the published revisions stood before; see `registry` and `published`."""

from safety_plan.checks.registry import check as check
from safety_plan.revisions.published import NOT_WORKING as NOT_WORKING
from safety_plan.revisions.published import published_bundles as published_bundles
from safety_plan.revisions.published import sealed_bundles as sealed_bundles
