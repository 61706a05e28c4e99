create database book;
