using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Until when an exemption counts.</summary>
public sealed class ExemptionRegisterTests
{
    private static readonly ResourceId Vault = ResourceId.Parse(Documents.Samples.Vault);
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Its_last_day_still_counts(int days, bool lives)
    {
        var register = new ExemptionRegister([Exemption(Today.AddDays(days))]);

        Assert.Equal(lives, register.Live("KeyVault-004", Vault, Today) is not null);
        Assert.Equal(lives, register.Ended("KeyVault-004", Vault, Today) is null);
    }

    [Fact]
    public void The_last_to_end_is_told()
    {
        var register = new ExemptionRegister([Exemption(Today.AddDays(-9)), Exemption(Today.AddDays(-2)), Exemption(Today.AddDays(-5))]);

        Assert.Contains("2026-11-20", register.Ended("KeyVault-004", Vault, Today), StringComparison.Ordinal);
    }

    /// <summary>An exemption of a part is not one of the whole, nor the other way round, nor one of another part.</summary>
    [Fact]
    public void A_part_is_exempt_alone()
    {
        var part = Exemption(Today) with { Part = "deleteLock" };
        var register = new ExemptionRegister([part]);

        Assert.Null(register.Live("KeyVault-004", Vault, Today));
        Assert.Null(register.LiveOfPart("KeyVault-004", Vault, "minimumTls", Today));
        Assert.Empty(register.Matched);
        Assert.Equal("Exempt until 2026-11-22 (team-a): Being closed", register.LiveOfPart("KeyVault-004", Vault, "DELETELOCK", Today)?.Text);
        Assert.Equal([part], register.Matched);
        Assert.Null(register.Ended("KeyVault-004", Vault, Today.AddDays(1)));
        Assert.Contains("2026-11-22", register.Ended("KeyVault-004", Vault, Today.AddDays(1), "deleteLock"), StringComparison.Ordinal);
        Assert.Null(new ExemptionRegister([Exemption(Today)]).LiveOfPart("KeyVault-004", Vault, "deleteLock", Today));
    }

    private static Exemption Exemption(DateOnly expires) =>
        new("KeyVault-004", new ResourcePattern(Vault.Text), "Being closed", "team-a", expires, new SourceSpan("baseline.yaml", 1, 1));
}
