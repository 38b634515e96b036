using System.Text.Json.Nodes;
using Baseline.Azure;

namespace Baseline.Controls.LogStorage;

/// <summary>How an account does for one key of the document.</summary>
/// <param name="Key">The key, one of <see cref="LogStorageKeys"/>.</param>
/// <param name="Resource">What is judged by it: the account, or something that belongs to it.</param>
/// <param name="State">Compliant, noncompliant or unknown.</param>
/// <param name="Reason">Why, in full sentences.</param>
internal sealed record KeyVerdict(string Key, ResourceId Resource, ComplianceState State, string Reason)
{
    /// <summary>Where in the resource it was seen, such as <c>properties.minimumTlsVersion</c>; empty for the whole of it.</summary>
    public string Path { get; init; } = "";

    /// <summary>What keeps it from being fixed; null, the default, where nothing does.</summary>
    public Obstacle? Obstacle { get; init; }

    /// <summary>What is sent to the account to fix it, by the member of its properties; null where that does not.</summary>
    public KeyValuePair<string, JsonNode>? Property { get; init; }

    /// <summary>The days that are sent to the blob service to fix it, by the policy of the service; null where that does not.</summary>
    public KeyValuePair<string, int>? Days { get; init; }

    /// <summary>The changes that fix it; none where nothing does, and where what is sent is told above.</summary>
    public IReadOnlyList<ChangeDraft> Drafts { get; init; } = [];

    /// <summary>The exemption of this key alone; null, the default, where it has none.</summary>
    public FindingExemption? Exemption { get; init; }

    /// <summary>How it stands in the finding.</summary>
    public FindingDetail Detail => new(Resource, State, Reason) { Key = Key, Exemption = Exemption };

    /// <summary>What a reader should know although it holds, as sentences for the reason of the finding; empty for nothing.</summary>
    public string Note { get; init; } = "";
}
