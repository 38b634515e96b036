using Baseline.Arm.RateLimits;
using Xunit;

namespace Baseline.Arm.Tests;

/// <summary>How many requests go at once is found out.</summary>
public sealed class ConcurrencyLimitTests
{
    private const int Usual = 60;

    [Fact]
    public void It_begins_with_thirty_two_and_grows_to_the_most_while_answers_come_as_fast()
    {
        var limit = new ConcurrencyLimit(100);
        Assert.Equal(32, limit.Current);

        Answer(limit, 1000, Usual);

        Assert.Equal(100, limit.Current);
    }

    [Fact]
    public void It_does_not_grow_where_nobody_waits_for_it()
    {
        var limit = new ConcurrencyLimit(100);

        Answer(limit, 1000, Usual, isUsedUp: false);

        Assert.Equal(32, limit.Current);
    }

    [Theory]
    [InlineData(60, 100)]
    [InlineData(90, 100)]
    [InlineData(120, 32)]
    [InlineData(240, 25)]
    public void How_late_answers_are_says_whether_it_grows_stays_or_shrinks(int milliseconds, int expected)
    {
        var limit = new ConcurrencyLimit(100);
        Answer(limit, 16, Usual, isUsedUp: false);

        Answer(limit, expected == 100 ? 500 : 16, milliseconds);

        Assert.Equal(expected, limit.Current);
    }

    [Fact]
    public void It_never_falls_below_eight_and_comes_back()
    {
        var limit = new ConcurrencyLimit(64);
        for (var refusal = 0; refusal < 100; refusal++)
        {
            limit.PushedBack();
        }

        Assert.Equal(8, limit.Current);

        Answer(limit, 1000, Usual);
        Assert.Equal(64, limit.Current);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_the_caller_allows_is_never_exceeded_and_always_used(int most)
    {
        var limit = new ConcurrencyLimit(most);

        Answer(limit, 500, Usual);
        limit.PushedBack();

        Assert.Equal(most, limit.Current);
    }

    [Fact]
    public void An_endpoint_that_becomes_slower_for_good_is_not_held_to_what_it_was()
    {
        var limit = new ConcurrencyLimit(64);
        Answer(limit, 500, Usual);
        Answer(limit, 20_000, Usual * 4);

        Assert.Equal(64, limit.Current);
    }

    private static void Answer(ConcurrencyLimit limit, int answers, int milliseconds, bool isUsedUp = true)
    {
        for (var answer = 0; answer < answers; answer++)
        {
            if (isUsedUp)
            {
                limit.UsedUp();
            }

            limit.Answered(TimeSpan.FromMilliseconds(milliseconds));
        }
    }
}
