namespace Baseline.Controls.StorageAccounts;

/// <summary>The lifecycle rule that a control writes for its log: the rules of others are never edited.</summary>
/// <param name="Name">Its name, case-sensitive.</param>
/// <param name="Container">The container of the log.</param>
public sealed record OwnLifecycleRule(string Name, string Container);
