using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Faults;

/// <summary>A fault that a request meets, with the chance that decides its variant.</summary>
internal sealed record Fault(FaultKind Kind, SeededRandom Random);

/// <summary>Decides which requests meet a fault.</summary>
internal sealed class FaultSource(FaultOptions options)
{
    private readonly Dictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>The fault of a request; null for none.</summary>
    /// <param name="call">The request.</param>
    /// <param name="inBatch">Whether it is an item of a batch.</param>
    /// <param name="isShownLate">Whether there is an older answer to it.</param>
    public Fault? Next(ArmCall call, bool inBatch, bool isShownLate)
    {
        if (ForGood(call.Path) is { } lasting)
        {
            return lasting;
        }

        var request = $"{call.Method} {call.PathAndQuery}".ToLowerInvariant();
        var tries = _tries.GetValueOrDefault(request);
        var random = SeededRandom.Of(options.Seed, $"{request} {tries.Count}");
        var fits = tries.InARow < options.MostInARow && random.Hits(options.Rate)
            ? options.Kinds.Where(kind => Fits(kind, call, inBatch, isShownLate)).ToArray()
            : [];
        _tries[request] = new Tries(tries.Count + 1, fits.Length == 0 ? 0 : tries.InARow + 1);
        return fits.Length == 0 ? null : new Fault(fits[random.Kind(fits.Length)], random);
    }

    /// <summary>Whether a resource has members that no client knows.</summary>
    public bool HasUnknownMembers(string id) =>
        options.Kinds.Contains(FaultKind.UnknownMembers)
        && SeededRandom.Of(options.Seed, $"unknown members of {id.Trim('/').ToLowerInvariant()}").Hits(options.Rate);

    private Fault? ForGood(ResourcePath path)
    {
        var kinds = options.Kinds.Where(FaultOptions.Lasting.Contains).ToArray();
        if (kinds.Length == 0)
        {
            return null;
        }

        var random = SeededRandom.Of(options.Seed, $"for good {path.Key}");
        return random.Hits(options.Rate) ? new Fault(kinds[random.Kind(kinds.Length)], random) : null;
    }

    private static bool Fits(FaultKind kind, ArmCall call, bool inBatch, bool isShownLate) => kind switch
    {
        FaultKind.Throttled or FaultKind.ThrottledSilently or FaultKind.ServerError => true,
        FaultKind.ErrorPage or FaultKind.GatewayTimeout or FaultKind.ConnectionRefused or FaultKind.AnswerLost
            or FaultKind.ExpiredToken => !inBatch,
        FaultKind.StaleRead => isShownLate,
        FaultKind.EmptyPage => call is { Method: "GET", Path.IsCollection: true } && call.Parameter("$skiptoken") is null,
        FaultKind.Busy => IsWrite(call),
        FaultKind.NotSpread => IsWrite(call) && NeedsWhatIsNew(call),
        FaultKind.UnknownMembers or FaultKind.Forbidden or FaultKind.Broken => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such fault."),
    };

    private static bool IsWrite(ArmCall call) => call.Method is "PUT" or "PATCH" or "DELETE"
        || WritingActions.Is(call.Method, call.PathAndQuery);

    private static bool NeedsWhatIsNew(ArmCall call) => call.Path.Type switch
    {
        "microsoft.authorization/roleassignments" => call.Method == "PUT",
        "microsoft.storage/storageaccounts" => call.Body.At("properties", "encryption", "keyvaultproperties") is not null,
        _ => false,
    };

    private readonly record struct Tries(int Count, int InARow);
}
