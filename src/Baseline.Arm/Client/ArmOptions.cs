using Azure.Core;
using Azure.Core.Pipeline;
using Baseline.Arm.RateLimits;

namespace Baseline.Arm.Client;

/// <summary>How to talk to a Resource Manager.</summary>
public sealed record ArmOptions
{
    /// <summary>Which one.</summary>
    public ArmCloud Cloud { get; init; } = ArmCloud.Public;

    /// <summary>What carries the requests; null for the network.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    /// <summary>Who signs in; null for a Resource Manager that asks for no token, such as the embedded emulator.</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>What to do where nobody is signed in, as a sentence.</summary>
    public string SignInAdvice { get; init; } = "Sign in with: az login";

    /// <summary>Where every wait and every date comes from.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The version in the user agent.</summary>
    public string Version { get; init; } = "0.0.0";

    /// <summary>Sent with every request, so that one run can be found in Azure's logs; null to let Azure choose.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Hears of every request; null for nobody.</summary>
    public IRequestObserver? Observer { get; init; }

    /// <summary>The most requests in flight at once, 1 or more; how many there are is found out. 64 by default.</summary>
    public int Parallelism { get; init; } = 64;

    /// <summary>The published limits to keep; null to go by what the answers say is left.</summary>
    public ArmQuota? Quota { get; init; }

    /// <summary>Hears when Azure lets requests wait.</summary>
    public IProgress<Throttling>? Throttling { get; init; }

    /// <summary>What of this the rate limiter goes by.</summary>
    internal RateLimiterOptions RateLimiter => new(Clock, Parallelism, Quota, MaxWait, Throttling);

    /// <summary>Tries after the first, where Azure fails or the connection is lost.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>The first wait between such tries; it doubles each time.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest that one request waits because Azure throttles it; waits of 324 seconds have been seen.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long one try may take, from sending it to the last byte of its answer.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The longest body of one answer, in bytes; a longer one is a failed request. Real pages have less than 2 MiB.</summary>
    public int MaxAnswerBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// The most pages of one list. A subscription holds at most 980 groups of 800 resources of a type, and pages hold a hundred
    /// or more.
    /// </summary>
    public int MaxPages { get; init; } = 10_000;

    /// <summary>The most pages of one list that in a row bring nothing new. Empty pages are known to come, but not many.</summary>
    public int MaxIdlePages { get; init; } = 100;

    /// <summary>The most that all pages of one list may hold, in bytes.</summary>
    public long MaxListBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>How long all pages of one list may take.</summary>
    public TimeSpan MaxListTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most tries of all requests of one run.</summary>
    public int MaxRequests { get; init; } = 2_000_000;

    /// <summary>How long a run goes on asking while every try is lost without an answer; then nothing more is sent.</summary>
    public TimeSpan MaxSilence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long one write may take, with its retries and until its operation has ended; only a request that is under way then is
    /// waited for. A grant can take ten minutes to spread
    /// (https://learn.microsoft.com/azure/role-based-access-control/troubleshooting).
    /// </summary>
    public TimeSpan WriteBudget { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long of that a write is tried again because Azure is busy or calls its failure transient. What does not pass within
    /// minutes has another reason, such as a policy that switched shared keys off.
    /// </summary>
    public TimeSpan BusyBudget { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The wait between two looks at an operation, where Azure does not say.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The first wait before a write is tried again that failed for a known passing reason; it doubles up to a minute.</summary>
    public TimeSpan TransientDelay { get; init; } = TimeSpan.FromSeconds(5);
}
