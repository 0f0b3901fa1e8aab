/** The staff's site: the dashboard, members, rules, tiers, the catalogue, redemptions, the audit trail, staff. */
@NullMarked
package io.perennial.web.admin;

import org.jspecify.annotations.NullMarked;
