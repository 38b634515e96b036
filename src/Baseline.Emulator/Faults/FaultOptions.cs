namespace Baseline.Emulator.Faults;

/// <summary>
/// How the emulator misbehaves. What a request meets follows from the seed, the request, and how often it was sent before, so
/// that the same seed and the same requests bring the same faults, also where many are sent at once.
/// </summary>
/// <param name="Seed">Another seed brings other faults.</param>
public sealed record FaultOptions(int Seed)
{
    /// <summary>The member that <see cref="FaultKind.UnknownMembers"/> adds to a resource and to its properties.</summary>
    public const string UnknownMember = "unknownToClients";

    /// <summary>The rate where none is said.</summary>
    public const int UsualRate = 5;

    /// <summary>What passes: who tries again, or runs again, comes through.</summary>
    public static IReadOnlyList<FaultKind> Passing { get; } =
    [
        FaultKind.Throttled, FaultKind.ThrottledSilently, FaultKind.ServerError, FaultKind.ErrorPage, FaultKind.GatewayTimeout,
        FaultKind.ConnectionRefused, FaultKind.AnswerLost, FaultKind.StaleRead, FaultKind.EmptyPage, FaultKind.UnknownMembers,
        FaultKind.Busy, FaultKind.NotSpread, FaultKind.ExpiredToken,
    ];

    /// <summary>What never passes.</summary>
    public static IReadOnlyList<FaultKind> Lasting { get; } = [FaultKind.Forbidden, FaultKind.Broken];

    /// <summary>Per cent of the requests that meet a fault; of what lasts or always shows, per cent of the resources.</summary>
    public int Rate { get; init; } = UsualRate;

    /// <summary>The kinds that occur.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = Passing;

    /// <summary>How often in a row the same request meets a passing fault; fewer than a client tries before it gives up.</summary>
    public int MostInARow { get; init; } = 2;
}
