package io.perennial.points;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a redeemed point costs the programme, from {@code perennial.points.cost}; by it a number of points is told as money.
 *
 * @param cost of one point in major units of the usual currency, at least 0
 */
@ConfigurationProperties("perennial.points")
public record CostOfPoints(@DefaultValue("0.01") BigDecimal cost) {

    public CostOfPoints {
        if (cost.signum() < 0) {
            throw new IllegalArgumentException("perennial.points.cost: at least 0");
        }
    }

    /** Rounded half up to two decimals. */
    public BigDecimal of(long points) {
        return cost.multiply(BigDecimal.valueOf(points)).setScale(2, RoundingMode.HALF_UP);
    }
}
