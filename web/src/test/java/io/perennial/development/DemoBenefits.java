package io.perennial.development;

import io.perennial.membership.Benefit;
import io.perennial.membership.Benefit.Kind;
import io.perennial.membership.Benefit.Period;
import io.perennial.membership.Benefit.Way;
import io.perennial.membership.BenefitId;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EditBenefits;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.StaffId;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the demo's tiers bring, one of each way of using it. */
@Component
@Profile("development")
final class DemoBenefits {

    private final ReadBenefits benefits;
    private final EditBenefits editBenefits;

    DemoBenefits(ReadBenefits benefits, EditBenefits editBenefits) {
        this.benefits = benefits;
        this.editBenefits = editBenefits;
    }

    void define(StaffId by) {
        if (!benefits.all().isEmpty()) {
            return;
        }
        var everyone = Set.of("member", "vip", "black");
        var higher = Set.of("vip", "black");
        define(
                Kind.BIRTHDAY_PACK,
                new BilingualText("生日礼包", "Birthday pack"),
                new BilingualText(
                        "生日起 30 天内到店出示券码，领取一份当季盆栽。",
                        "A plant of the season: show the code in a shop within 30 days of your birthday."),
                everyone,
                Way.COUNTER,
                1,
                3_000,
                by);
        define(
                Kind.SPECIAL_SERVICE,
                new BilingualText("阳台养护上门服务", "Balcony care at home"),
                new BilingualText("电话预约后，在园艺师上门时出示券码。", "Book by phone, and show the code when our gardener comes."),
                higher,
                Way.COUNTER,
                2,
                12_000,
                by);
        define(
                Kind.NAMED_CONTACT,
                new BilingualText("专属植物顾问", "Your own plant adviser"),
                new BilingualText("致电会员热线，报手机号即可接通您的顾问。", "Call the members’ line and give your phone number."),
                Set.of("black"),
                Way.STANDING,
                1,
                6_000,
                by);
        var lounge = define(
                Kind.PARTNER,
                new BilingualText("温室咖啡厅下午茶", "Afternoon tea at the glasshouse café"),
                new BilingualText("在合作咖啡厅的小程序中输入兑换码。", "Type the code in the café’s own app."),
                higher,
                Way.PARTNER_CODE,
                1,
                4_500,
                by);
        editBenefits.addCodes(
                lounge,
                IntStream.rangeClosed(1, 12).mapToObj("GLASS-%04d"::formatted).toList(),
                by);
    }

    private BenefitId define(
            Kind kind,
            BilingualText name,
            BilingualText howTo,
            Set<String> tiers,
            Way way,
            int quota,
            long cost,
            StaffId by) {
        var id = BenefitId.next();
        editBenefits.save(new Benefit(id, 0, kind, name, howTo, tiers, way, quota, Period.YEAR, cost, 20, false), by);
        return id;
    }
}
