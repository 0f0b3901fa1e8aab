package io.perennial.membership.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.Programme;
import io.perennial.membership.domain.CodeMessages;
import io.perennial.membership.domain.SignInCodes;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.PlatformTransactionManager;

@ExtendWith(OutputCaptureExtension.class)
class SendingCodesTests {

    private final SignInCodes codes = mock();

    @Test
    void makes_no_code_and_says_why_where_no_channel_is_configured(CapturedOutput output) {
        var sending = new SendingCodes(
                codes,
                new StaticListableBeanFactory().getBeanProvider(CodeMessages.class),
                new Programme(ZoneId.of("Asia/Shanghai"), List.of("CNY")),
                Clock.systemUTC(),
                mock(PlatformTransactionManager.class));

        assertThatThrownBy(() -> sending.send(new Identifier(Kind.PHONE, "+8613800138000")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no channel");
        assertThat(output)
                .contains("No channel for one-time codes is configured")
                .doesNotContain("138001");
        verifyNoInteractions(codes);
    }
}
