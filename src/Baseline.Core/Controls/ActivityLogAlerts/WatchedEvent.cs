namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What somebody is to be told of: an operation on resources, or an incident of Service Health.</summary>
/// <param name="Name">The operation, such as <c>Microsoft.KeyVault/vaults/delete</c>, or <c>ServiceHealth</c>.</param>
public sealed record WatchedEvent(string Name)
{
    /// <summary>The incidents of Service Health.</summary>
    public static WatchedEvent ServiceHealth { get; } = new("ServiceHealth");

    /// <summary>Whether it is Service Health, and no operation.</summary>
    public bool IsServiceHealth => Name == ServiceHealth.Name;

    /// <summary>The category of the activity log in which it stands.</summary>
    public string Category => IsServiceHealth ? "ServiceHealth" : "Administrative";

    /// <summary>The type of resource that the operation is on, such as <c>Microsoft.KeyVault/vaults</c>.</summary>
    public string ResourceType
    {
        get
        {
            var segments = Name.Split('/');
            var isAction = segments[^1].Equals("action", StringComparison.OrdinalIgnoreCase);
            return string.Join('/', segments[..^(isAction ? 2 : 1)]);
        }
    }

    /// <summary>The resource provider of the operation, such as <c>Microsoft.KeyVault</c>.</summary>
    public string Provider => Name.Split('/')[0];

    /// <summary>What the tool calls the alert that watches for this alone.</summary>
    public string AlertName => IsServiceHealth ? OwnAlerts.ServiceHealth : $"{OwnAlerts.Prefix}{Name.Replace('/', '-')}";

    /// <summary>What it is called in a sentence.</summary>
    public string Words => IsServiceHealth ? "Service Health" : Name;
}
