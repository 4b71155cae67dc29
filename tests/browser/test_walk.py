"""What is asked of every built page in the one walk (conftest.py); in one file, so that one worker walks."""

from __future__ import annotations


def test_whatever_is_tapped_is_24_px_high_and_wide(walk):
    assert not walk['targets'], '\n'.join(walk['targets'])


def test_what_is_tapped_at_the_door_is_48_px_high(walk):
    assert not walk['door'], '\n'.join(walk['door'])


def test_a_list_without_marks_says_that_it_is_a_list(walk):
    assert not walk['lists'], '\n'.join(walk['lists'])


def test_every_page_keeps_every_rule_but_those_of_contrast(walk):
    assert not walk['rules'], '\n'.join(walk['rules'])


def test_nothing_is_cut_at_320_px_which_is_1280_px_at_400_percent(walk):
    assert not walk['zoom'], '\n'.join(walk['zoom'])


def test_nothing_is_cut_with_text_at_200_percent(walk):
    assert not walk['text'], '\n'.join(walk['text'])
