namespace Baseline.Controls.Monitor008;

/// <summary>Tables of workspaces.</summary>
internal static class LogTables
{
    /// <summary>The table of all logs that have none of their own, or that a setting does not send to their own.</summary>
    public const string Shared = "AzureDiagnostics";
}
