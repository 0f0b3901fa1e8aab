/**
 * Members and how they stand: who they are, how they sign in, their growth and tier; and the staff who look after them.
 *
 * <p><b>Owns</b> members and their identifiers, credentials and one-time codes, growth value, the ladder of tiers, benefits, staff
 * with their roles, the audit trail of what staff changed, tags, the log of consents with its wordings, exports and
 * erasures, and the pictures that every floor draws anew here.
 *
 * <p><b>Promises</b> that an identifier belongs to one member only; that growth with the same business key is applied
 * once, for ever; that a tier rises in the very transaction in which its entry line is reached; that no change by staff
 * is stored without its line in the audit trail, and nothing hidden is shown to them without its line in the log of look-ups; that nobody agreed to anything unasked; that an erased member is erased in
 * all modules or in none, and a merged one moved.
 *
 * <p><b>Contents</b>
 *
 * <ul>
 *   <li><b>Members</b>: {@link MemberId}, {@link Identifier}, {@link MemberStatus}, {@link Region}, {@link
 *       Interest}; {@link EnrolMembers}, {@link MembersEnrolled}, {@link RecogniseMembers}, {@link FindMembers}, {@link
 *       SearchMembers}, {@link ReadMember}, {@link ReadTraits}, {@link UpdateProfile}, {@link ProfileUpdated}, {@link ChangeMemberStatus}, {@link
 *       MemberStatusChanged}; what each floor holds of them: {@link Belongings}.
 *   <li><b>Identifiers</b>: {@link AssignIdentifiers}, {@link KeepIdentifiers}, {@link IdentifiersChanged}.
 *   <li><b>Signing in</b>: {@link SignInByCode}, {@link SignInByPassword}, {@link ResetPassword}; by passkey: {@link
 *       SignInByPasskey}, {@link KeepPasskeys}, {@link KeyHolder}, {@link Ceremony}.
 *   <li><b>Tags and consents</b>: {@link Tag}, {@link TagMembers}, {@link ReadTags}, {@link TagsChanged}; {@link
 *       ConsentPurpose}, {@link ConsentChannel}, {@link ConsentWording}, {@link PublishWording}, {@link RecordConsent},
 *       {@link ReadConsents}, {@link ConsentChanged}.
 *   <li><b>What is theirs</b>: {@link ExportMember}, {@link ExportId}, {@link PrepareExports}; {@link CloseAccount}, {@link
 *       EraseMember}, {@link MemberErased}.
 *   <li><b>Merging</b>: {@link MergeId}, {@link MergeMembers}, {@link ReadMerges}, {@link MembersMerged}, {@link
 *       MergeUndone}; who a merged member is by now: {@link FollowMembers}.
 *   <li><b>Growth and tiers</b>: {@link Ladder} with its {@link LadderTerms}, {@link Tier}, {@link Standing}, {@link
 *       Tenure}; {@link EditLadder}, {@link LadderPublished}, {@link ReadLadder}, {@link GrowStanding}, {@link ReadStanding}, {@link
 *       TiersChanged}; rise and fall by time: {@link SettleTiers}, {@link AnnounceRise}, {@link AnnounceFall}, {@link ReadOutlook}; by hand:
 *       {@link HoldTier}, {@link TierFloor}, {@link ReadTierFloors}.
 *   <li><b>Benefits</b>: {@link Benefit}, {@link BenefitId}; {@link EditBenefits}, {@link ReadBenefits}, {@link
 *       UseBenefit}, {@link GrantBenefit}, {@link GrantBirthdays}, {@link BenefitsGranted}.
 *   <li><b>Staff</b>: {@link StaffId}, {@link StaffRole}; {@link AppointStaff}, {@link SignInStaff}, {@link
 *       CheckSecondFactor}, {@link KeepSecondFactor}, {@link RecogniseStaff}, {@link KeepOwnMembership}; how
 *       they came in: {@link KeepStaffSignIns}; what they change: {@link RecordChange}, {@link ReadAuditTrail}; what they
 *       look up: {@link LookUpKind}, {@link RecordLookUp}, {@link ReadLookUps}, {@link ForgetLookUps}.
 *   <li><b>Of everyone</b>: {@link Programme}, {@link BilingualText}; pictures: {@link PictureId}, {@link Picture},
 *       {@link KeepPictures}, {@link RedrawPicture}; what many
 *       ask for at the same time: {@link Convoy}; {@link RunTransactions}; {@link WriteRows}; what all ask for again and again: {@link Memory}.
 * </ul>
 *
 * <p><b>Never</b> knows what a point, a purchase or a reward is, never demotes a member because a ladder was edited, and
 * never keeps a password, a code or a secret in a form from which it can be read back.
 */
@NullMarked
@ApplicationModule(
        displayName = "Membership",
        allowedDependencies = {})
package io.perennial.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
