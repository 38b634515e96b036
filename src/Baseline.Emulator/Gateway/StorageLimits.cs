using System.Globalization;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>What storage counts beside the gateway, for each subscription and region (docs/azure.md#limits-of-storage).</summary>
internal static class StorageLimits
{
    private const string Accounts = "microsoft.storage/storageaccounts";
    private const double FiveMinutes = 300;
    private const double Hour = 3600;

    private static readonly RequestLimit[] Reads = [new("storage reads", 800, 800 / FiveMinutes, 3)];
    private static readonly RequestLimit[] Lists = [new("storage lists", 100, 100 / FiveMinutes, 3)];

    private static readonly RequestLimit[] Writes =
        [new("storage writes", 10, 10, 3), new("storage writes of an hour", 1200, 1200 / Hour, 3)];

    /// <summary>The limits that a call counts towards; none where it is not storage's.</summary>
    public static IReadOnlyList<RequestLimit> Of(ArmCall call) => call switch
    {
        { Path.Subscription: null } => [],
        _ when !call.Path.Type.StartsWith("microsoft.storage/", StringComparison.Ordinal) => [],
        { IsRead: false } => Writes,
        { Path: { IsCollection: true, Type: Accounts } } => Lists,
        _ => Reads,
    };

    /// <summary>The region that a call counts in: that of its account, or the one where the account is to be; "" for a list.</summary>
    public static string RegionOf(ArmCall call, ResourceStore resources)
    {
        var path = call.Path;
        while (path.Type != Accounts && !path.IsTenant)
        {
            path = path.Parent;
        }

        return (resources.Find(path)?.Location ?? call.Body["location"].AsText() ?? "")
            .Replace(" ", "", StringComparison.Ordinal)
            .ToLowerInvariant();
    }

    public static ArmResponse Refusal(int seconds) => Answer
        .Error(429, "TooManyRequests", "The request is being throttled as the limit has been reached for operation type.")
        .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
}
