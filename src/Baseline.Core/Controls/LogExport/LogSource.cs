using Baseline.Azure;

namespace Baseline.Controls.LogExport;

/// <summary>What logs: a resource, or the activity log of a subscription.</summary>
/// <param name="Id">The resource or subscription.</param>
/// <param name="Region">
/// Its normalized region, in which accounts and event hubs must lie; empty where Azure gave none; null where it has none, so that any
/// region will do.
/// </param>
public sealed record LogSource(ResourceId Id, string? Region);
