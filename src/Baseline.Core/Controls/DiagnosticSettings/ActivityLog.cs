using Baseline.Azure;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>The activity log of a subscription or management group (docs/azure.md#categories-of-the-activity-log).</summary>
public static class ActivityLog
{
    /// <summary>The table of a workspace that it ends up in.</summary>
    public const string Table = "AzureActivity";

    /// <summary>The groups that hold every category.</summary>
    public static readonly IReadOnlyList<string> Groups = ["allLogs"];

    /// <summary>The categories of a subscription's log.</summary>
    public static readonly IReadOnlyList<string> Categories =
    [
        "Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth",
    ];

    /// <summary>The categories of a management group's log, which has fewer.</summary>
    public static readonly IReadOnlyList<string> GroupCategories = ["Administrative", "Policy"];

    /// <summary>The categories of the log of a subscription or management group.</summary>
    public static IReadOnlyList<string> CategoriesOf(ResourceId subject) =>
        subject.SubscriptionId is null ? GroupCategories : Categories;
}
