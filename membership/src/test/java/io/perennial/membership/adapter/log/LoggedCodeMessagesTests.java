package io.perennial.membership.adapter.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.domain.CodeMessages;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoggedCodeMessagesTests {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(LoggedCodeMessages.class);

    @Test
    void do_not_exist_unless_asked_for() {
        application.run(context -> assertThat(context).doesNotHaveBean(CodeMessages.class));
        application
                .withPropertyValues("perennial.codes.log=false")
                .run(context -> assertThat(context).doesNotHaveBean(CodeMessages.class));
    }

    @Test
    void show_the_code_in_development_and_only_the_end_of_the_phone(CapturedOutput output) {
        application
                .withInitializer(context -> context.getEnvironment().addActiveProfile("development"))
                .run(context -> context.getBean(CodeMessages.class)
                        .send(new Identifier(Kind.PHONE, "+8613800138765"), "314159", Duration.ofMinutes(5)));

        assertThat(output).contains("314159", "8765").doesNotContain("138001", "+86");
    }

    @Test
    void show_of_an_address_only_where_it_is(CapturedOutput output) {
        application
                .withPropertyValues("perennial.codes.log=true")
                .run(context -> context.getBean(CodeMessages.class)
                        .send(new Identifier(Kind.EMAIL, "lin.mei@example.com"), "271828", Duration.ofMinutes(5)));

        assertThat(output).contains("271828", "@example.com").doesNotContain("lin.mei");
    }

    @Test
    void exist_where_the_property_asks_for_them() {
        application
                .withPropertyValues("perennial.codes.log=true")
                .run(context -> assertThat(context).hasSingleBean(CodeMessages.class));
    }
}
