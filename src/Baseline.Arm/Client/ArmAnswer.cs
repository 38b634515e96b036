using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>The answer to one request.</summary>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Body">The whole body; undefined where it is empty or no JSON.</param>
/// <param name="Failure">What went wrong; null on success.</param>
internal sealed record ArmAnswer(int Status, JsonElement Body, ArmFailure? Failure)
{
    /// <summary>Whether Azure says that what was to be written is there already, under another name.</summary>
    public bool ExistsUnderAnotherName { get; init; }

    /// <summary>Azure's correlation id; null where it gave none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The length of the body in bytes.</summary>
    public int Size { get; init; }

    /// <summary>How long Azure asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether Resource Graph left subscriptions out, because there are more than it looks at.</summary>
    public bool IsBeyondSubscriptionLimit { get; init; }

    /// <summary>The address of the operation that goes on.</summary>
    public string? AsyncOperation { get; init; }

    /// <summary>The address of the operation's result, or of what was created.</summary>
    public string? Location { get; init; }
}

/// <summary>All pages of a list.</summary>
/// <param name="Items">What was listed, each item whole.</param>
/// <param name="Failure">Why the list is not whole; null when it is.</param>
internal sealed record ArmList(IReadOnlyList<JsonElement> Items, ArmFailure? Failure);
