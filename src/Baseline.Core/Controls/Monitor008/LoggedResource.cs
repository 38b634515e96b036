using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.LogExport;
using Baseline.Json;

namespace Baseline.Controls.Monitor008;

/// <summary>A resource whose logs a rule is about.</summary>
/// <param name="Id">The resource.</param>
/// <param name="Body">Its body, or of a service of a storage account that of the account, whose place and kind it shares.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Offered">What it offers to diagnostic settings.</param>
internal sealed record LoggedResource(ResourceId Id, JsonElement Body, LogRule Rule, OfferedLogs Offered)
{
    private const string NoRegion = "global";

    /// <summary>Its type as Azure spells it.</summary>
    public string TypeName => Body.TextAt("type") ?? Id.Type;

    /// <summary>What exports its logs.</summary>
    public LogSource Source => new(Id, Region.Normalize(Body.TextAt("location")) is var region && region == NoRegion ? null : region);
}
