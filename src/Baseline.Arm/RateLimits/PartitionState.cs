namespace Baseline.Arm.RateLimits;

/// <summary>What is known of one partition: what is left of it, and what is to come.</summary>
/// <param name="bucket">Its token bucket.</param>
/// <param name="isFirst">Whether its requests go before all others, because all others follow from them.</param>
internal sealed class PartitionState(TokenBucket bucket, bool isFirst)
{
    private readonly List<RequestQueue> _queues = [];

    private int _expected;

    /// <summary>What is left.</summary>
    public TokenBucket Bucket => bucket;

    /// <summary>The queues whose requests take permits of it.</summary>
    public IReadOnlyList<RequestQueue> Queues => _queues;

    /// <summary>How long what is to come will take, beginning with an empty bucket.</summary>
    /// <param name="waiting">Permits that are waited for; more are to come where more were announced.</param>
    public double SecondsFor(int waiting) => isFirst ? double.PositiveInfinity : bucket.SecondsFor(Math.Max(_expected, waiting));

    /// <summary>So many permits will be wanted.</summary>
    public void Expect(int permits) => _expected += permits;

    /// <summary>So many have been taken.</summary>
    public void Started(int permits) => _expected = Math.Max(0, _expected - permits);

    /// <summary>A queue takes permits of it.</summary>
    public void Add(RequestQueue queue) => _queues.Add(queue);
}
