namespace Baseline.Conformance.Tests.Rivals;

/// <summary>What a tool says of a resource.</summary>
internal enum Word
{
    /// <summary>It passes.</summary>
    Pass,

    /// <summary>It fails.</summary>
    Fail,

    /// <summary>The tool reports nothing about it.</summary>
    Nothing,

    /// <summary>The study of its source does not settle it.</summary>
    Open,

    /// <summary>It has no such rule.</summary>
    NoRule,
}
