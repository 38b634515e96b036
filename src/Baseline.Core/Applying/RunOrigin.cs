namespace Baseline.Applying;

/// <summary>Whom Azure took for the sender of the writes; each member null where it is not known.</summary>
/// <param name="TenantId">The tenant's id.</param>
/// <param name="ObjectId">The object id of the user, service principal or managed identity.</param>
/// <param name="AppId">The id of the application that signed in.</param>
/// <param name="Name">What people call it.</param>
public sealed record RunCaller(string? TenantId, string? ObjectId, string? AppId, string? Name);

/// <summary>Who made a run, with what and where; each member null where it is not known.</summary>
public sealed record RunOrigin
{
    /// <summary>Who signed in.</summary>
    public RunCaller? Caller { get; init; }

    /// <summary>The version of the tool.</summary>
    public string? Tool { get; init; }

    /// <summary>The build server: <c>github</c>, <c>azure</c> or <c>gitlab</c>.</summary>
    public string? Host { get; init; }

    /// <summary>The address of the page of the pipeline's run.</summary>
    public string? Run { get; init; }

    /// <summary>Who approved it, where the build server says so.</summary>
    public string? ApprovedBy { get; init; }
}
