namespace Baseline.Applying;

/// <summary>How often, and for how long, a write whose outcome was not known is sent again.</summary>
/// <param name="longest">For how long, counted from the first sending.</param>
/// <param name="clock">What time it is.</param>
internal sealed class Resending(TimeSpan longest, TimeProvider clock)
{
    // A write that is lost again and again is better told than sent.
    private const int MostSends = 3;

    /// <summary>The first sending, now.</summary>
    public Sending First() => new(1, clock.GetTimestamp());

    /// <summary>Whether a write may be sent once more.</summary>
    public bool MayFollow(Sending last) => last.Number < MostSends && clock.GetElapsedTime(last.FirstAt) < longest;
}

/// <summary>One sending of a write.</summary>
/// <param name="Number">From 1.</param>
/// <param name="FirstAt">The timestamp of the first one.</param>
internal sealed record Sending(int Number, long FirstAt)
{
    /// <summary>The one after it.</summary>
    public Sending Next() => this with { Number = Number + 1 };
}
