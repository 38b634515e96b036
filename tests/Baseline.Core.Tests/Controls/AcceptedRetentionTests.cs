using Baseline.Controls.StorageAccounts;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Which numbers of days a list accepts, and which the fewest days.</summary>
public sealed class AcceptedRetentionTests
{
    private static readonly AcceptedRetention YearOrForever = new([365, 0], null);
    private static readonly AcceptedRetention AYear = new([365], null);
    private static readonly AcceptedRetention AtLeastAYear = new([], 365);

    [Theory]
    [InlineData(null, true, false, true)]
    [InlineData(365L, true, true, true)]
    [InlineData(366L, false, false, true)]
    [InlineData(364L, false, false, false)]
    [InlineData(0L, false, false, false)]
    public void Days_are_accepted_and_at_once_is_not_forever(long? days, bool yearOrForever, bool aYear, bool atLeast)
    {
        Assert.Equal(yearOrForever, YearOrForever.Accepts(days));
        Assert.Equal(aYear, AYear.Accepts(days));
        Assert.Equal(atLeast, AtLeastAYear.Accepts(days));
    }

    [Theory]
    [InlineData(0, null, true, true, true)]
    [InlineData(0, 364L, false, false, false)]
    [InlineData(366, 400L, false, false, true)]
    [InlineData(366, null, true, false, true)]
    [InlineData(0, 400L, true, true, true)]
    [InlineData(365, 400L, true, true, true)]
    public void Some_of_a_range_are_accepted(int low, long? high, bool yearOrForever, bool aYear, bool atLeast)
    {
        Assert.Equal(yearOrForever, YearOrForever.AcceptsSomeOf(low, high));
        Assert.Equal(aYear, AYear.AcceptsSomeOf(low, high));
        Assert.Equal(atLeast, AtLeastAYear.AcceptsSomeOf(low, high));
    }

    [Theory]
    [InlineData(0, null, false, false)]
    [InlineData(365, null, false, true)]
    [InlineData(365, 365L, true, true)]
    [InlineData(364, 400L, false, false)]
    [InlineData(0, 365L, false, false)]
    [InlineData(400, 400L, false, true)]
    public void All_of_a_range_are_accepted(int low, long? high, bool aYear, bool atLeast)
    {
        Assert.Equal(aYear, AYear.AcceptsAllOf(low, high));
        Assert.Equal(atLeast, AtLeastAYear.AcceptsAllOf(low, high));
    }

    [Fact]
    public void A_single_day_can_be_accepted()
    {
        Assert.True(new AcceptedRetention([1], null).Accepts(1));
        Assert.True(new AcceptedRetention([1], null).AcceptsSomeOf(0, 5));
    }

    [Fact]
    public void It_says_what_it_accepts_and_how_long_a_rule_keeps()
    {
        Assert.Equal(("365 days or 0 (kept forever)", 365), (YearOrForever.Text, YearOrForever.RuleDays));
        Assert.Equal(("1 day", 1), (new AcceptedRetention([1], null).Text, new AcceptedRetention([1], null).RuleDays));
        Assert.Equal(("365 days or more", 365), (AtLeastAYear.Text, AtLeastAYear.RuleDays));
        Assert.Null(new AcceptedRetention([0], null).RuleDays);
        Assert.Equal(("365 days or 730 days", 365), (new AcceptedRetention([365, 730], null).Text, new AcceptedRetention([365, 730], null).RuleDays));
    }
}
